import { EditorView } from '@codemirror/view';

/** Lets CodeMirror add its style sheets under the page's content security policy. */
export function pageNonce() {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]');
  return EditorView.cspNonce.of(meta?.content ?? '');
}
