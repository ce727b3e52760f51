import type { Role } from '../../contract/endpoint.ts';

/** Who calls, for which workspace, in which role: decided once per request by `authenticate`. */
export interface Principal {
  account: CallingAccount;
  workspace: { id: string; name: string };
  role: Role;
  /** How they proved it. */
  via: 'basic' | 'bearer' | 'cookie';
  /** The key pair (via basic or bearer) or the session (via cookie) it stands on. */
  origin:
    | { access_key: string; credential_id: string; expires_at_ms: number | null }
    | { session_id: string };
  /** Bearer only: the token's own id, which logout revokes, and its end in seconds since 1970. */
  token?: { session_id: string; exp: number };
  /** The account that acts for `account`, when this is an impersonation. */
  impersonator?: { id: string; name: string };
}

export interface CallingAccount {
  id: string;
  kind: 'person' | 'service';
  name: string;
  given_name: string | null;
  family_name: string | null;
  initials_color: number;
  /** Wire time. */
  created_at: string;
  email: string | null;
  server_admin: boolean;
  may_impersonate: boolean;
}

const WIRE_ROLES = { owner: 'admin', administrator: 'admin', member: 'user', viewer: 'guest' } as const;

/** The role clients know: they only inform themselves by it, the server decides from the membership. */
export function wireRole(role: Role): 'admin' | 'user' | 'guest' {
  return WIRE_ROLES[role];
}

const RANK: Record<Role, number> = { viewer: 0, member: 1, administrator: 2, owner: 3 };

/** The smaller of two roles. */
export function lesserRole(a: Role, b: Role): Role {
  return RANK[a] <= RANK[b] ? a : b;
}
