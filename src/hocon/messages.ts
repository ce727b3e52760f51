// biome-ignore-all lint/suspicious/noTemplateCurlyInString: HOCON's own substitutions look like that.
import type { HoconErrorCode } from './errors.ts';

/** What is wrong, and after the bar what to do about it; `%` stands for a detail. Short: the browser loads this too. */
export const MESSAGES: Readonly<Record<HoconErrorCode, string>> = {
  'string-unclosed':
    'This string is never closed.|Close it; text over several lines stands in triple quotes.',
  'string-control-character': 'A quoted string cannot hold % as it is.|Escape it, or use triple quotes.',
  'string-bad-escape': '% is not an escape.|Escapes are \\" \\\\ \\/ \\b \\f \\n \\r \\t \\u0000.',
  'character-reserved': '% cannot stand without quotes.|Put the text in double quotes.',
  'comma-unexpected': 'Nothing stands before this comma.|Remove the comma.',
  'separator-missing': 'A key needs : or = behind it, not %.|Write : or = and a value.',
  'key-expected': 'A key is expected, not %.|Write a key, in double quotes if it has special characters.',
  'key-substitution': 'A key cannot hold a substitution.|Write the name itself, or put it in double quotes.',
  'key-not-simple': 'A key cannot be an object or a list.|Write the key without brackets.',
  'path-empty-element': 'A path has an empty element.|Remove the dot, or write the empty name as "".',
  'value-missing': 'The key % has no value.|Write a value, such as "" or null.',
  'brace-unclosed': 'This { is never closed.|Add the closing }.',
  'bracket-unclosed': 'This [ is never closed.|Add the closing ].',
  'brace-unexpected': 'This } closes nothing.|Remove it, or add the opening {.',
  'bracket-unexpected': 'This ] closes nothing.|Remove it, or add the opening [.',
  'token-unexpected': '% cannot stand behind a value.|Put the value in double quotes, or begin a new line.',
  'text-after-root': '% stands behind the end of the document.|Remove it.',
  'substitution-unclosed': 'This substitution is never closed.|Add } on the same line.',
  'substitution-empty': 'This substitution names nothing.|Write a path, as in ${section.key}.',
  'substitution-syntax': '% cannot stand in a substitution.|Write one path, as in ${section.key} or ${?key}.',
  'include-argument': 'An include needs a quoted name, not %.|Write include "name" or include file("name").',
  'include-refused': '% may not be included.|Copy its text in here.',
  'include-missing': 'The required % does not exist.|Provide it, or leave required() out.',
  'include-cycle': '% includes itself.|Remove an include of the circle.',
  'include-not-object': 'The root of % is a list.|Give it an object as root.',
  'include-in-array': 'A list cannot include substitutions.|Move the include out of the list.',
  'concat-mixed':
    'Text, lists and objects cannot be joined.|Put a comma or a new line between, or quote the text.',
  'substitution-undefined':
    'Nothing defines %.|Define it or its variable, or write ${?…} if it may be absent.',
  'substitution-cycle': '% leads back to itself.|Give one value of the circle directly, or write ${?…}.',
  'merge-root-kinds': 'A list and an object cannot be merged.|Give all documents an object as root.',
  'limit-depth': 'This nests more than % deep.|Nest less deeply.',
  'limit-text': 'The text is longer than % bytes.|Shorten or split the text.',
  'limit-steps': 'Substitutions take more than % steps.|Use fewer substitutions.',
  'limit-result': 'The value grows beyond %.|Repeat less by substitution.',
  'limit-includes': 'Includes nest more than % deep.|Nest fewer includes.',
  'limit-errors': 'There are more errors than listed.|Correct those above first.',
};
