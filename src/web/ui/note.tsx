import type { ReactNode } from 'react';
import { WireError } from '../api.ts';
import { Button } from './button.tsx';
import { Icon, type IconName } from './icon.tsx';

type Tone = 'warn' | 'bad' | 'ok' | 'info';
const ICONS: Record<Tone, IconName> = { warn: 'alert', bad: 'stop', ok: 'check', info: 'info' };

interface NoteProps {
  tone?: Tone | undefined;
  icon?: IconName | undefined;
  end?: ReactNode;
  children: ReactNode;
}

/** A boxed sentence. Colour is never alone: the drawing and the words say the same. */
export function Note({ tone, icon, end, children }: NoteProps) {
  return (
    <div className={tone ? `note note-${tone}` : 'note'} role={tone === 'bad' ? 'alert' : undefined}>
      <Icon name={icon ?? (tone ? ICONS[tone] : 'info')} />
      <div className="grow">{children}</div>
      {end && <div className="end">{end}</div>}
    </div>
  );
}

/** The wire's subcode for a field that breaks a rule. */
const WRONG_VALUE = 12;

/** Ends a text with a full stop unless it has an end. */
export const asSentence = (text: string) => (/[.!?…]$/.test(text) ? text : `${text}.`);

/** A field of the wire as a word: "new_password" is "New password". */
const said = (field: string) => field.charAt(0).toUpperCase() + field.slice(1).replaceAll('_', ' ');

/** What went wrong, in words for a person: the message with its rule and its cure. */
export function errorText(error: unknown): { what: string; cure: string } {
  if (!(error instanceof WireError)) return { what: 'The page itself failed.', cure: 'Load it again.' };
  const { field, rule, cure = '' } = error.data;
  const message = error.message.replace(/ \(.*\)$/, '');
  let what = message;
  if (rule && field === 'secret') what = `${message}. It ${rule}`;
  else if (rule && field && error.subcode === WRONG_VALUE) what = `${said(field)} ${rule}`;
  else if (rule) what = `${message}: ${rule}`;
  return { what: asSentence(what), cure: cure && asSentence(cure) };
}

/** The error state of an action or a list; typed text around it is kept. */
export function ErrorNote({ error, onRetry }: { error: unknown; onRetry?: (() => unknown) | undefined }) {
  const { what, cure } = errorText(error);
  const retry = onRetry && (
    <Button size="sm" onClick={() => void onRetry()}>
      Try again
    </Button>
  );
  return (
    <Note tone="bad" end={retry}>
      <strong>{what}</strong> {cure}
    </Note>
  );
}
