import { fileURLToPath } from 'node:url';
import { serveBuiltPage } from './built-page.ts';

/** The page that shows pictures of a store by themselves. */
export const serveMediaPage = () => serveBuiltPage(fileURLToPath(new URL('./media-page/', import.meta.url)));
