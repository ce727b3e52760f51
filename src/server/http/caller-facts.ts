import type { Principal } from './principal.ts';

/** What a request says about who calls; nothing of it is believed yet. */
export interface CallerFacts {
  authorization: string | undefined;
  /** Secret of the session cookie ("" for a malformed one), only where it may count: same-origin JSON POST, web door. */
  session: string | undefined;
  tenant: string | undefined;
  impersonate_as: string | undefined;
  act_as: string | undefined;
  worker: string | undefined;
  client: string | undefined;
  address: string;
  user_agent: string;
  /** True when somebody asks about these credentials; that is not a use of them. */
  only_asked?: boolean;
}

/**
 * The one function that decides who calls, for which workspace, in which role. Injected by app.ts.
 * @throws WireError 401 without valid credentials, 400 for headers that do not fit
 */
export type Authenticate = (
  facts: CallerFacts,
  scope: 'server' | 'account' | 'workspace',
) => Promise<Principal>;
