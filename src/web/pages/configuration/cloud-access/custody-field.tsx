import { useId } from 'react';
import type { Custody } from './entry-words.ts';

export interface CustodyChoice {
  custody: Custody;
  name: string;
  /** What choosing it means. */
  means: string;
  /** Why it cannot be chosen here. */
  barred?: string | undefined;
}

const PLAIN_HTTP =
  'Not over plain http: browsers offer no cryptography here. Open Atrium by https, or choose Workspace.';

interface Situation {
  webcrypto: boolean;
  /** False where this browser keeps nothing. */
  keeps: boolean;
  workspace: { name: string; administers: boolean };
}

/** The three custodies with what each means, and why one cannot be chosen. */
export function custodyChoices({ webcrypto, keeps, workspace }: Situation): CustodyChoice[] {
  return [
    {
      custody: 'browser',
      name: 'This browser only',
      means: 'Encrypted in this browser; no passphrase. Gone when you clear its data.',
      barred: webcrypto
        ? keeps
          ? undefined
          : 'This browser keeps nothing, as in a private window.'
        : PLAIN_HTTP,
    },
    {
      custody: 'account',
      name: 'My account',
      means: 'Encrypted here with a passphrase; follows you, the server cannot read it.',
      barred: webcrypto ? undefined : PLAIN_HTTP,
    },
    {
      custody: 'workspace',
      name: `Workspace ${workspace.name}`,
      means: 'Members see samples, never the key; the server signs short-lived links.',
      barred: workspace.administers
        ? undefined
        : `Only owners and administrators of ${workspace.name} can add keys for everyone.`,
    },
  ];
}

interface CustodyFieldProps {
  choices: CustodyChoice[];
  value: Custody;
  onChange: (custody: Custody) => void;
}

/** Who holds the secret. */
export function CustodyField({ choices, value, onChange }: CustodyFieldProps) {
  const id = useId();
  return (
    <fieldset className="choices">
      <legend className="label">Custody: who holds the secret</legend>
      {choices.map(({ custody, name, means, barred }) => (
        <label className={barred ? 'choice is-barred' : 'choice'} key={custody}>
          <input
            className="radio"
            type="radio"
            name={id}
            value={custody}
            checked={value === custody}
            disabled={barred !== undefined}
            onChange={() => onChange(custody)}
          />
          <span>
            {name}
            <small>{barred ?? means}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
