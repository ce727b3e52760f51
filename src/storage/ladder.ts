/** The doctor's rungs in the order they are climbed. */
export const RUNGS = ['address', 'entry', 'network', 'cors', 'signature', 'object'] as const;
export type RungName = (typeof RUNGS)[number];

/** What was found at one rung. Facts are ordinary text for sentences: host, region, address … never a secret. */
export interface Rung {
  rung: RungName;
  state: 'passed' | 'broken' | 'not_needed' | 'not_reached';
  code: string;
  facts: Record<string, string>;
}

/** Why no answer came. A browser cannot tell most of them apart and says `unreachable`. */
export type NoAnswer =
  | 'name_unknown'
  | 'refused'
  | 'tls'
  | 'timeout'
  | 'mixed_content'
  | 'forbidden_address'
  | 'cors'
  | 'unreachable';

export interface Answer {
  status: number;
  /** Of headers a browser shows only those that the store exposes. */
  headers: Record<string, string>;
  /** The body's beginning, at most 64 KiB. */
  text: string;
  /** The same as bytes, which tell a picture from a text. */
  bytes?: Uint8Array;
}

/** How requests are sent: by the browser, or by the server within its rules (MODEL.md section 11). */
export interface Reach {
  who: 'browser' | 'server';
  /** Follows no redirect. Never throws for what a store or the network does. */
  send(request: {
    url: string;
    method: 'GET' | 'HEAD' | 'OPTIONS';
    headers?: Record<string, string>;
  }): Promise<Answer | { failed: NoAnswer; detail: string }>;
  /** Browser only: whether the host answers at all, without reading what (a `no-cors` request). */
  answers?(url: string): Promise<boolean>;
  /** The page's origin, which CORS must admit. */
  origin: string;
  now(): Date;
}
