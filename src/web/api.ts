import type { EndpointName, RequestOf, ResponseOf } from '../contract/contract.ts';
import { basePath, WEB_VERSION } from './base-path.ts';

/** What the wire says about a refusal beside its message. */
export interface ErrorData {
  field?: string;
  rule?: string;
  cure?: string;
  retry_after_s?: number;
  /** What clients would drop or misread in a configuration text. */
  findings?: ResponseOf<'vaults.get_by_id'>['findings'];
  /** True when nothing but a confirmation is missing. */
  confirm?: boolean;
  /** The newest version of a vault, when another one was edited, and the text of the edited one. */
  version?: number;
  text?: string;
  format?: ResponseOf<'vaults.get_version'>['format'];
  author?: ResponseOf<'vaults.get_version'>['author'];
  base_text?: string;
  /** Why storage gave nothing: a code that src/storage/explain.ts has a sentence for, with what was found. */
  problem?: string;
  facts?: Record<string, string>;
}

/** A refusal in the wire's envelope. `code` 0 means that no answer came at all. */
export class WireError extends Error {
  readonly code: number;
  readonly subcode: number;
  readonly data: ErrorData;

  constructor(code: number, subcode: number, message: string, data: ErrorData = {}) {
    super(message);
    this.name = 'WireError';
    this.code = code;
    this.subcode = subcode;
    this.data = data;
  }

  /** 401/22 says that a typed password is wrong; every other 401 says that the session is over. */
  get signedOut(): boolean {
    return this.code === 401 && this.subcode !== 22;
  }
}

interface Envelope {
  meta?: { result_code?: number; result_subcode?: number; result_msg?: string; error_data?: ErrorData };
  data?: unknown;
}

let whenSignedOut: () => void = () => {};

/** Registers what happens when any call finds the session over. */
export function onSignedOut(handler: () => void): void {
  whenSignedOut = handler;
}

async function envelopeOf(answer: Response): Promise<Envelope> {
  try {
    return (await answer.json()) as Envelope;
  } catch {
    return {};
  }
}

/** The one error for an answer that is not "200 OK" in both the status and the envelope. */
export function refusal(status: number, { meta }: Envelope): WireError {
  const message = meta?.result_msg ?? `The server answered ${status} without saying why.`;
  return new WireError(
    meta?.result_code ?? status,
    meta?.result_subcode ?? 0,
    message,
    meta?.error_data ?? {},
  );
}

/**
 * Calls one method of the wire with the page's session; the only fetch of the page.
 * `workspace` is the id whose data a workspace-scoped method touches; a worker, which has no document, says the `base`.
 * @throws WireError for every refusal, with code 0 when the server cannot be reached.
 */
export async function call<Name extends EndpointName>(
  endpoint: Name,
  body: RequestOf<Name>,
  { workspace, base = basePath() }: { workspace?: string | undefined; base?: string } = {},
): Promise<ResponseOf<Name>> {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'x-clearml-client': `Atrium-web/${WEB_VERSION}`,
  };
  if (workspace) headers['x-clearml-tenant'] = workspace;
  let answer: Response;
  try {
    answer = await fetch(`${base}api/v999.0/${endpoint}`, {
      method: 'POST',
      credentials: 'same-origin',
      cache: 'no-store',
      headers,
      body: JSON.stringify(body),
    });
  } catch {
    throw new WireError(0, 0, 'The server cannot be reached.', {
      cure: 'Check your connection and that Atrium is running.',
    });
  }
  const envelope = await envelopeOf(answer);
  if (answer.ok && envelope.meta) return envelope.data as ResponseOf<Name>;
  const error = refusal(answer.status, envelope);
  if (error.signedOut) whenSignedOut();
  throw error;
}
