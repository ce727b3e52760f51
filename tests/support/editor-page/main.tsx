import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import '../../../src/web/styles/index.css';
import type { Finding } from '../../../src/clearml-conf/finding.ts';
import type { Format } from '../../../src/clearml-conf/read-format.ts';
import { CompareView } from '../../../src/web/editor/compare-view.tsx';
import { ReadingPane } from '../../../src/web/editor/reading-pane.tsx';
import { TextEditor } from '../../../src/web/editor/text-editor.tsx';
import { ThreeWayMerge } from '../../../src/web/editor/three-way-view.tsx';

/** What a test puts into the page before it loads, and what the page tells back. */
export interface EditorCase {
  show: 'editor' | 'compare' | 'merge';
  text: string;
  format: Format;
  before?: string;
  theirs?: string;
  /** What the page adds to the editor's own findings. */
  extra?: Finding[];
  /** What was asked of the page's author: `save`, `cancel`, or a merge's result. */
  told: string[];
  /** The text as the editor told it last. */
  last?: string;
}

declare global {
  var editorCase: EditorCase;
}

const given = globalThis.editorCase;
const tell = (word: string) => () => void given.told.push(word);

function Editor() {
  const [text, setText] = useState(given.text);
  const [client, setClient] = useState<'sdk' | 'agent'>('agent');
  const [count, setCount] = useState(0);
  return (
    <section className="panel" aria-label="Editor">
      <div className="split">
        <div>
          <div className="pane-bar">{count} findings</div>
          <TextEditor
            label="Vault text"
            text={text}
            format={given.format}
            onText={(next) => {
              given.last = next;
              setText(next);
            }}
            onFindings={(found) => setCount(found.length)}
            extraFindings={given.extra}
            onSave={tell('save')}
            onCancel={tell('cancel')}
          />
        </div>
        <ReadingPane text={text} format={given.format} client={client} onClient={setClient} />
      </div>
    </section>
  );
}

function Shown() {
  const { show, text, before = '', theirs = '', format, told } = given;
  if (show === 'editor') return <Editor />;
  if (show === 'compare')
    return <CompareView label="Difference" before={before} after={text} format={format} />;
  return (
    <ThreeWayMerge
      base={before}
      theirs={theirs}
      mine={text}
      format={format}
      onResult={(result) => void told.push(result)}
      onCancel={tell('cancel')}
    />
  );
}

createRoot(document.getElementById('root') as HTMLElement).render(
  <main className="page page-wide">
    <h1>Editor</h1>
    <h2>Case</h2>
    <Shown />
    <button type="button">after</button>
  </main>,
);
