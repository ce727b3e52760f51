import type { z } from 'zod';

/** What a member may be in a workspace, from most to least. */
export const ROLES = ['owner', 'administrator', 'member', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

export const ADMINISTRATORS: readonly Role[] = ['owner', 'administrator'];
/** Who may change what belongs to everybody of a workspace: all but viewers. */
export const WRITERS: readonly Role[] = ['owner', 'administrator', 'member'];

/** One method of the wire protocol: who may call it, what it takes and what leaves. */
export interface Endpoint<Request extends z.ZodType = z.ZodType, Response extends z.ZodType = z.ZodType> {
  /** One sentence for the reference page. */
  summary: string;
  /** Whose data it touches: the server's, the calling account's or the request's workspace's. */
  scope: 'server' | 'account' | 'workspace';
  /** Roles in the request's workspace that may call it. */
  roles: readonly Role[];
  /** True when it answers without any credential. */
  public: boolean;
  effect: 'read' | 'write';
  request: Request;
  response: Response;
  /** Public methods only: look at the credential if there is one, ignore it if it is bad. */
  optional_auth?: boolean;
  /** For accounts that administer the server (a flag on the account, not a role). */
  server_admin?: boolean;
  /** Only the page's own session may call it, never a key pair or token. */
  session_only?: boolean;
  /** Sets the session cookie; answers only what a foreign page cannot make a browser send. */
  begins_session?: boolean;
  /** Refused to tokens that act for another account (impersonation). */
  no_impersonation?: boolean;
  /** Minimum API versions of its shapes, ascending; the first is where it begins. Default: 1.0. */
  versions?: readonly string[];
  /** Bytes of body accepted; default 1 MiB. */
  body_limit?: number;
  /**
   * Answers with a file; the page's session may also ask by GET, naming the workspace as `tenant` in the query. Such a
   * method changes nothing.
   */
  cookie_get?: boolean;
  /** True for methods ClearML has none for. */
  atrium?: boolean;
}

type Flags = Pick<Endpoint, 'summary' | 'effect'> &
  Partial<Omit<Endpoint, 'request' | 'response' | 'summary' | 'effect'>>;

/** Declares a method; unless said otherwise it needs a signed-in member of any role of the request's workspace. */
export function endpoint<const Given extends Flags, Request extends z.ZodType, Response extends z.ZodType>(
  flags: Given,
  request: Request,
  response: Response,
): Endpoint<Request, Response> & { public: Given extends { public: true } ? true : false } {
  const open = (flags.public ?? false) as Given extends { public: true } ? true : false;
  return { scope: 'workspace', roles: ROLES, ...flags, public: open, request, response };
}
