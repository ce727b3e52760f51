import { useId, useState } from 'react';
import { Field } from '../../ui/field.tsx';
import { dayOf } from '../../ui/when.tsx';
import { type ExpiryChoice, earliestDay, expiresOf } from './expiry.ts';

/** What a form needs to know of a choice: its time (undefined while there is none) and its field. */
export function useExpiry(first: ExpiryChoice) {
  const [choice, setChoice] = useState<ExpiryChoice>(first);
  const [day, setDay] = useState('');
  const [asked, setAsked] = useState(false);
  return {
    choice,
    setChoice,
    day,
    setDay,
    missing: asked && expiresOf(choice, day, new Date()) === undefined,
    /** The wire's `expires`, or undefined after having marked the field. */
    take: () => {
      setAsked(true);
      return expiresOf(choice, day, new Date());
    },
  };
}

const inDays = (days: '30' | '90' | '365') =>
  `In ${days} days: ${dayOf(expiresOf(days, '', new Date()) as string)}`;

/** Never, 30, 90, 365 days, or a date. */
export function ExpiryField({ expiry }: { expiry: ReturnType<typeof useExpiry> }) {
  const id = useId();
  return (
    <>
      <div className="field">
        <label htmlFor={id}>Expires</label>
        <select
          className="select"
          id={id}
          value={expiry.choice}
          onChange={(event) => expiry.setChoice(event.target.value as ExpiryChoice)}
        >
          <option value="never">Never</option>
          <option value="30">{inDays('30')}</option>
          <option value="90">{inDays('90')}</option>
          <option value="365">{inDays('365')}</option>
          <option value="date">On a date…</option>
        </select>
      </div>
      {expiry.choice === 'date' && (
        <Field
          label="Last day"
          type="date"
          min={earliestDay(new Date())}
          value={expiry.day}
          error={expiry.missing ? 'The last day is missing or past: choose one from tomorrow on.' : undefined}
          onChange={(event) => expiry.setDay(event.target.value)}
        />
      )}
    </>
  );
}
