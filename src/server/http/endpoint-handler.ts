import type { Contract, EndpointName, ParsedRequestOf, ResponseOf } from '../../contract/contract.ts';
import type { CallerFacts } from './caller-facts.ts';
import type { Principal } from './principal.ts';

/** What a handler knows of the call beside its body. */
export interface Call {
  /** The version of the method's shape that was chosen. */
  version: string;
  facts: CallerFacts;
  /** The version the client asked for. */
  requested: string;
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
