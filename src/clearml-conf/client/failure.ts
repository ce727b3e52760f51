/** Why a client gives up on a text. */
export type FailureCode =
  | 'syntax'
  | 'substitution'
  | 'wrong-type'
  | 'conversion'
  | 'unreadable-include'
  | 'too-deep'
  | 'too-much-work';

/**
 * Thrown inside the emulation whenever the genuine reader would raise.
 *
 * `soft` marks the one kind of refusal the genuine parser recovers from: met inside an included text, it only
 * makes the `include` not match.
 */
export class ClientFailure extends Error {
  readonly code: FailureCode;
  readonly at: number | undefined;
  readonly soft: boolean;

  constructor(code: FailureCode, message: string, at?: number, soft = false) {
    super(message);
    this.code = code;
    this.at = at;
    this.soft = soft;
  }
}
