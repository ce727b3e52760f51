import { syntaxHighlighting } from '@codemirror/language';
import { tagHighlighter, tags } from '@lezer/highlight';

/** The classes of `code.css` for what a language's parser recognises; the colours are tokens of the page. */
export const codeClasses = tagHighlighter([
  { tag: tags.propertyName, class: 'k' },
  { tag: [tags.string, tags.content, tags.special(tags.string)], class: 's' },
  { tag: [tags.number, tags.bool, tags.null], class: 'n' },
  { tag: tags.comment, class: 'c' },
  {
    tag: [tags.special(tags.variableName), tags.keyword, tags.labelName, tags.typeName, tags.meta],
    class: 'v',
  },
]);

export const codeColours = syntaxHighlighting(codeClasses);
