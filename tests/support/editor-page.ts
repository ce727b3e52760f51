import { fileURLToPath } from 'node:url';
import { serveBuiltPage } from './built-page.ts';

/** The page that shows the editor's parts by themselves. */
export const serveEditorPage = () =>
  serveBuiltPage(fileURLToPath(new URL('./editor-page/', import.meta.url)));
