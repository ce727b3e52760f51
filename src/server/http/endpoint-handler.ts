import type { Contract, EndpointName, ParsedRequestOf, ResponseOf } from '../../contract/contract.ts';
import type { CallerFacts } from './caller-facts.ts';
import type { Principal } from './principal.ts';

/** What a request for a file says about it: all of it, a part, or whether it changed. */
export interface Asked {
  method: 'GET' | 'HEAD';
  /** Range and the conditions, as far as they are well formed; names in small letters. */
  headers: Record<string, string>;
}

/** What a handler knows of the call beside its body. */
export interface Call {
  /** The version of the method's shape that was chosen. */
  version: string;
  facts: CallerFacts;
  /** The version the client asked for. */
  requested: string;
  /** Which part of a file is asked for. */
  asked: Asked;
  /** Aborted when the answer is through or its caller is gone. */
  gone(): AbortSignal;
  /** Sets the session cookie of the answer, or clears it. */
  setSession(secret: string | undefined): void;
}

/** Public methods get no caller, or one if `optional_auth` found it. */
export type Caller<Name extends EndpointName> = Contract[Name]['public'] extends true
  ? Principal | undefined
  : Principal;

export type Handler<Name extends EndpointName> = (
  caller: Caller<Name>,
  body: ParsedRequestOf<Name>,
  call: Call,
) => Promise<ResponseOf<Name>>;

/** One handler for every method of the contract; the compiler refuses a missing one. */
export type Handlers = { [Name in EndpointName]: Handler<Name> };
