// biome-ignore-all lint/suspicious/noTemplateCurlyInString: HOCON's own substitutions look like that.
import type { HoconErrorCode } from './errors.ts';

/** The cure for each error, one sentence. */
export const HINTS: Readonly<Record<HoconErrorCode, string>> = {
  'string-unclosed':
    'Close the string with a double quote; text over several lines stands between triple quotes.',
  'string-control-character': 'Write the character as an escape such as \\t or \\n, or use triple quotes.',
  'string-bad-escape':
    'The escapes are \\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four hexadecimal digits.',
  'character-reserved': 'Put the value in double quotes.',
  'comma-unexpected': 'Take the comma out: one comma stands between two items, and one may follow the last.',
  'separator-missing': 'Write : or = between key and value, and a comma or a new line between items.',
  'key-expected': 'Write a key here; put it in double quotes when it has special characters.',
  'key-substitution': 'Keys are fixed text: write the name itself, or put it in double quotes.',
  'key-not-simple': 'A key is text: write it without brackets.',
  'path-empty-element': 'Remove the extra dot, or write the empty name as "".',
  'value-missing': 'Write a value behind the separator, such as "" or null.',
  'brace-unclosed': 'Add the closing }.',
  'bracket-unclosed': 'Add the closing ].',
  'brace-unexpected': 'Remove this }, or add the { that it should close.',
  'bracket-unexpected': 'Remove this ], or add the [ that it should close.',
  'token-unexpected': 'Put the whole value in double quotes, or begin a new line before the next key.',
  'text-after-root': 'Remove what follows the closing brace or bracket of the document.',
  'substitution-unclosed': 'Close the substitution with } on the same line.',
  'substitution-empty': 'Name the value to insert, as in ${section.key}.',
  'substitution-syntax':
    'Between ${ and } stands one path, such as section.key, or ${?section.key} when it may be absent.',
  'include-argument':
    'Write include "name", include file("name"), include url("…") or include required("name").',
  'include-refused': 'Copy the included text in here: nothing is read from elsewhere.',
  'include-missing': 'Provide the document, or leave required() out so that it may be absent.',
  'include-cycle': 'Take out one of the includes that lead back to the same document.',
  'include-not-object': 'Include a document whose root is an object.',
  'include-in-array':
    'Move the include out of the list, or take the substitutions out of the included document.',
  'concat-mixed': 'Put a comma or a new line between them, or quote the text.',
  'substitution-undefined':
    'Define the value, set the environment variable, or write ${?…} when it may be absent.',
  'substitution-cycle': 'Let one of the values in the circle stand for itself, or write ${?…}.',
  'merge-root-kinds': 'Give all documents an object as their root.',
  'limit-depth': 'Nest less deeply.',
  'limit-text': 'Shorten or split the text.',
  'limit-steps': 'Use fewer substitutions.',
  'limit-result': 'Repeat less: the value grows too large when its substitutions are filled in.',
  'limit-includes': 'Nest fewer includes in each other.',
  'limit-errors': 'Correct the errors above first.',
};
