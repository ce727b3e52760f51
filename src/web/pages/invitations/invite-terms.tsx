import { type ReactNode, useId, useState } from 'react';
import type { InvitationExpiry } from '../../../contract/invitations.ts';
import { Field } from '../../ui/field.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { roleName } from '../workspace/names.ts';
import type { Invites } from './invites-query.ts';

type Role = Invites['may_invite'][number];

const ABOUT: Record<Role, string> = {
  owner: 'Everything, also deleting the workspace.',
  administrator: 'Members, invitations, vaults and settings.',
  member: 'Runs experiments, makes own credentials.',
  viewer: 'Reads only.',
};
const EXPIRIES: { value: InvitationExpiry; name: string }[] = [
  { value: '24h', name: '24 hours' },
  { value: '7d', name: '7 days' },
  { value: '30d', name: '30 days' },
];

/** What a link and mails have in common: role, expiry, note. */
export function useTerms(roles: readonly Role[]) {
  const [role, setRole] = useState<Role>(roles.includes('member') ? 'member' : (roles[0] ?? 'viewer'));
  const [expires_in, setExpiry] = useState<InvitationExpiry>('7d');
  const [note, setNote] = useState('');
  return { values: { role, expires_in, note }, setRole, setExpiry, setNote };
}

interface TermsProps {
  roles: readonly Role[];
  terms: ReturnType<typeof useTerms>;
  /** What stands beside the role. */
  beside?: ReactNode;
}

export function InviteTerms({ roles, terms, beside }: TermsProps) {
  const id = useId();
  const { role, expires_in, note } = terms.values;
  return (
    <>
      <div className="pair">
        <div className="field">
          <label htmlFor={id}>Role</label>
          <select
            className="select"
            id={id}
            aria-describedby={`${id}-hint`}
            value={role}
            onChange={(event) => terms.setRole(event.target.value as Role)}
          >
            {roles.map((name) => (
              <option key={name} value={name}>
                {roleName(name)}
              </option>
            ))}
          </select>
          <p className="hint" id={`${id}-hint`}>
            {ABOUT[role]}
          </p>
        </div>
        {beside}
      </div>
      <div className="stack">
        <span className="label">Expires</span>
        <Segmented legend="Expires" options={EXPIRIES} value={expires_in} onChange={terms.setExpiry} />
      </div>
      <Field
        label={
          <>
            Note <span className="faint">(optional)</span>
          </>
        }
        maxLength={500}
        value={note}
        onChange={(event) => terms.setNote(event.target.value)}
      />
    </>
  );
}
