import { json } from '@codemirror/lang-json';
import { yaml } from '@codemirror/lang-yaml';
import type { Extension } from '@codemirror/state';
import type { Format } from '../../clearml-conf/read-format.ts';
import { hoconMode } from './hocon-mode.ts';

/** CodeMirror's support for a format: colours, indentation, brackets. */
export function languageOf(format: Format): Extension {
  switch (format) {
    case 'hocon':
      return hoconMode;
    case 'json':
      return json();
    case 'yaml':
      return yaml();
  }
}
