import type { ErrorData } from './errors.ts';

/** The part of a request that its envelope repeats. */
export interface EnvelopeHead {
  id: string;
  trx: string | undefined;
  /** service.action, or "" when the path was not read. */
  name: string;
  /** As asked; undefined when the path was not read. */
  requested: string | undefined;
  /** The version of the shape that answered; undefined when none did. */
  actual: string | undefined;
}

function isBefore21(version: string): boolean {
  const major = Number.parseInt(version, 10);
  return major < 2 || (major === 2 && Number(version.slice(version.indexOf('.') + 1)) < 1);
}

/** Versions are numbers in envelopes of requests below 2.1, text otherwise. */
function versionText(version: string | undefined, requested: string | undefined): string {
  if (version === undefined) return 'null';
  return isBefore21(requested ?? version) ? String(Number(version)) : `"${version}"`;
}

function meta(head: EnvelopeHead, code: number, subcode: number, message: string, data: ErrorData): string {
  const { id, trx, name, requested, actual } = head;
  const asked = requested === undefined ? '1.0' : versionText(requested, requested);
  return (
    `{"meta":{"id":"${id}","trx":${trx === undefined ? `"${id}"` : JSON.stringify(trx)},` +
    `"endpoint":{"name":"${name}","requested_version":${asked},"actual_version":${versionText(actual, requested)}},` +
    `"result_code":${code},"result_subcode":${subcode},"result_msg":${JSON.stringify(message)},` +
    `"error_stack":null,"error_data":${JSON.stringify(data)}},"data":`
  );
}

/** The text of a successful answer (account-api.md 1.2). */
export function success(head: EnvelopeHead, data: unknown): string {
  return `${meta(head, 200, 0, 'OK', {})}${JSON.stringify(data)}}`;
}

/** The text of a refusal; its HTTP status is always `code`. */
export function failure(
  head: EnvelopeHead,
  code: number,
  subcode: number,
  message: string,
  data: ErrorData,
): string {
  return `${meta(head, code, subcode, message, data)}{}}`;
}
