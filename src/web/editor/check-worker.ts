import type { Format } from '../../clearml-conf/read-format.ts';
import { type Check, checkText } from './check-text.ts';

/** What the page asks, and what this worker answers; `id` joins the two. */
export type CheckRequest = { id: number; text: string; format: Format };
export type CheckAnswer = { id: number; check: Check } | { id: number; failed: string };

// the page's library of types knows the window only
const scope = self as unknown as {
  onmessage: (event: MessageEvent<CheckRequest>) => void;
  postMessage: (answer: CheckAnswer) => void;
};

scope.onmessage = ({ data: { id, text, format } }) => {
  try {
    scope.postMessage({ id, check: checkText(text, format) });
  } catch (error) {
    scope.postMessage({ id, failed: String(error) });
  }
};
