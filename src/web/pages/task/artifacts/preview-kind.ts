import { readDelimited, separatorOf } from '../../../media/delimited.ts';

export type PreviewKind = 'none' | 'table' | 'json' | 'text';

function isJson(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Whether the first rows of a text have the same number of cells, at least two. */
function isTable(text: string): boolean {
  const { rows } = readDelimited(text, separatorOf(text), { most: 5, whole: true });
  const wide = rows[0]?.length ?? 0;
  return rows.length > 1 && wide > 1 && rows.slice(0, 5).every(({ length }) => length === wide);
}

/**
 * How the preview of an artifact is shown. The type is that of the stored object: a table's preview may be what Python
 * prints of it, so the text has to agree.
 */
export function previewKind(text: string, contentType: string | null | undefined): PreviewKind {
  if (text.trim() === '') return 'none';
  if (isJson(text)) return 'json';
  if (/^text\/(csv|tab-separated-values)/.test(contentType ?? '') && isTable(text)) return 'table';
  return 'text';
}
