import type { Authenticate, CallerFacts } from '../../http/caller-facts.ts';
import { WireError } from '../../http/errors.ts';
import { lesserRole, type Principal } from '../../http/principal.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import { sameBytes, splitBasic } from './basic.ts';
import type { Identities } from './identities.ts';
import type { KeyState, MemberState, SessionState } from './store.ts';
import type { Tokens } from './tokens.ts';

interface Parts {
  identities: Identities;
  keyRing: Pick<KeyRing, 'hashSecret'>;
  tokens: Pick<Tokens, 'verify'>;
  /** Told of every accepted call, for "last used". */
  seen(principal: Principal, facts: CallerFacts): void;
  /** Told when an account acts for another, for the audit log. */
  impersonated(principal: Principal, facts: CallerFacts): void;
}

/** Builds the function that decides who calls: key pair, token, or the page's session. */
export function createAuthenticate(parts: Parts): Authenticate {
  return async (facts, scope) => {
    const caller = await (facts.authorization === undefined
      ? fromSession(parts, facts, scope)
      : fromHeader(parts, facts, facts.authorization));
    const principal = await actFor(parts, caller, facts);
    if (!facts.only_asked) parts.seen(caller, facts);
    return principal;
  };
}

function fromHeader(parts: Parts, facts: CallerFacts, header: string): Promise<Principal> {
  if (header.startsWith('Bearer ')) return fromToken(parts, facts, header.slice(7).trim());
  if (header.startsWith('Basic ')) return fromKeyPair(parts, facts, header.slice(6));
  throw new WireError('bad_auth_type');
}

async function fromKeyPair(
  { identities, keyRing }: Parts,
  facts: CallerFacts,
  encoded: string,
): Promise<Principal> {
  const pair = splitBasic(encoded);
  if (!pair) throw new WireError('bad_credentials');
  const state = await identities.key(pair.access_key);
  const hash = keyRing.hashSecret('api', pair.secret_key, state?.pepper_version);
  if (!state || !sameBytes(hash, state.secret_hash) || !isLive(state))
    throw new WireError('invalid_credentials');
  requireTenant(facts, state);
  return principalOf(state, state, 'basic');
}

async function fromToken(
  { identities, tokens, impersonated }: Parts,
  facts: CallerFacts,
  token: string,
): Promise<Principal> {
  const claims = tokens.verify(token);
  const state = claims && (await identities.key(claims.origin));
  if (!state || !isLive(state) || state.revoked_tokens.includes(claims.session_id))
    throw new WireError('invalid_token');
  const bearer = { session_id: claims.session_id, exp: claims.exp };
  if (!claims.impersonator) {
    requireTenant(facts, state);
    return { ...principalOf(state, state, 'bearer'), token: bearer };
  }
  const target = await identities.member(state.workspace_id, claims.identity.user);
  if (!mayActForOthers(state) || !target || !isLiveMember(target)) throw new WireError('invalid_token');
  requireTenant(facts, state);
  const principal = { ...impersonation(principalOf(state, state, 'bearer'), target), token: bearer };
  if (!facts.only_asked) impersonated(principal, facts);
  return principal;
}

async function fromSession(parts: Parts, facts: CallerFacts, scope: string): Promise<Principal> {
  if (!facts.session) throw new WireError('no_credentials');
  const session = await parts.identities.session(facts.session);
  if (session?.state !== 'active' || session.expires_at_ms <= Date.now())
    throw new WireError('no_credentials');
  const asked = scope === 'workspace' ? facts.tenant : undefined;
  const member = await parts.identities.member(asked || session.personal_workspace, session.account_id);
  if (!member || !isLiveMember(member)) throw new WireError('invalid_id', { field: 'X-Clearml-Tenant' });
  return { ...principalOf(session, member, 'cookie'), origin: { session_id: session.session_id } };
}

/** A key pair and its tokens are for one workspace: naming another is answered like naming none that exists. */
function requireTenant(facts: CallerFacts, state: KeyState): void {
  if (facts.tenant && facts.tenant !== state.workspace_id)
    throw new WireError('invalid_id', { field: 'X-Clearml-Tenant' });
}

async function actFor(parts: Parts, caller: Principal, facts: CallerFacts): Promise<Principal> {
  const { impersonate_as: wanted, act_as } = facts;
  if (wanted && act_as)
    throw new WireError('invalid_headers', {}, 'X-Clearml-Impersonate-As, X-Clearml-Act-As');
  if (act_as)
    throw new WireError('impersonation_error', { field: 'X-Clearml-Act-As', rule: 'is not offered' });
  if (!wanted) return caller;
  if (caller.impersonator?.id !== undefined)
    throw new WireError('role_not_allowed', {}, 'already acting for another');
  const { account, workspace, via } = caller;
  const allowed = via !== 'cookie' && mayActForOthers(account);
  const target = allowed ? await parts.identities.member(workspace.id, wanted) : undefined;
  if (!target || !isLiveMember(target))
    throw new WireError('impersonation_error', { field: 'X-Clearml-Impersonate-As' });
  const principal = impersonation(caller, target);
  parts.impersonated(principal, facts);
  return principal;
}

const mayActForOthers = (account: Pick<KeyState, 'may_impersonate' | 'server_admin'>) =>
  account.may_impersonate || account.server_admin;

function impersonation(caller: Principal, target: MemberState): Principal {
  return {
    ...caller,
    account: accountOf(target),
    role: lesserRole(caller.role, target.role),
    impersonator: { id: caller.account.id, name: caller.account.name },
  };
}

const isLiveMember = (state: MemberState) => state.state === 'active' && !state.workspace_deleted;

function isLive(state: KeyState): boolean {
  return (
    isLiveMember(state) &&
    !state.revoked &&
    (state.expires_at_ms === null || state.expires_at_ms > Date.now())
  );
}

function accountOf(state: KeyState | SessionState | MemberState): Principal['account'] {
  return {
    id: state.account_id,
    kind: state.kind,
    name: state.account_name,
    given_name: state.given_name,
    family_name: state.family_name,
    initials_color: state.initials_color,
    created_at: state.account_created_at,
    email: state.email,
    server_admin: state.server_admin,
    may_impersonate: state.may_impersonate,
  };
}

/** A service account is never more than a member, whatever its membership says. */
function principalOf(who: KeyState | SessionState, member: MemberState, via: Principal['via']): Principal {
  const origin =
    'access_key' in who
      ? { access_key: who.access_key, credential_id: who.credential_id, expires_at_ms: who.expires_at_ms }
      : { session_id: who.session_id };
  return {
    account: accountOf(who),
    workspace: { id: member.workspace_id, name: member.workspace_name },
    role: who.kind === 'service' ? lesserRole(member.role, 'member') : member.role,
    via,
    origin,
  };
}
