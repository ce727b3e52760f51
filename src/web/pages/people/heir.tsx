import { useState } from 'react';
import { WireError } from '../../api.ts';
import { Field, refusedField } from '../../ui/field.tsx';

interface HeirProps {
  /** Why the account could not be stopped. */
  error: unknown;
  value: string;
  onChange: (email: string) => void;
}

/** Asks who takes over, once it was refused because a workspace would have no owner. */
export function Heir({ error, value, onChange }: HeirProps) {
  const [asked, setAsked] = useState(false);
  const ownerless = error instanceof WireError && /only owner/.test(error.data.rule ?? '');
  if (ownerless && !asked) setAsked(true);
  if (!ownerless && !asked) return null;
  return (
    <Field
      label="New owner of their workspaces"
      type="email"
      autoComplete="off"
      value={value}
      error={refusedField(error, 'new_owner')}
      hint="The e-mail address of another member. Only workspaces that would have no owner change hands."
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
