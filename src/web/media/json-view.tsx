import { useMemo, useState } from 'react';
import { Segmented } from '../ui/segmented.tsx';
import { TextView } from './text-view.tsx';

/** Children shown in one go; longer lists open in parts. */
const PART = 100;
/** A longer text in the tree is cut; the other view has all of it. */
const LONGEST = 500;

type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

interface NodeProps {
  name: string | undefined;
  value: Json;
  open?: boolean;
}

const isBranch = (value: Json): value is Json[] | { [name: string]: Json } =>
  typeof value === 'object' && value !== null;

const count = (amount: number, word: string) => `${amount} ${word}${amount === 1 ? '' : 's'}`;

function Leaf({ name, value }: { name: string | undefined; value: Exclude<Json, object> | null }) {
  const text = JSON.stringify(value);
  return (
    <div className="json-leaf">
      {name !== undefined && <span className="k">{name}: </span>}
      <span className={typeof value === 'string' ? 's' : 'n'}>
        {text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text}
      </span>
    </div>
  );
}

/** A list or object with its children, which exist only while it is open. */
function Branch({ name, entries, what, open = false }: BranchProps) {
  const [isOpen, setOpen] = useState(open);
  return (
    <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {name !== undefined && <span className="k">{name}: </span>}
        <span className="c">{what}</span>
      </summary>
      {isOpen && <Children entries={entries} />}
    </details>
  );
}

interface BranchProps {
  name: string | undefined;
  entries: [string, Json][];
  what: string;
  open?: boolean;
}

function Children({ entries }: { entries: [string, Json][] }) {
  if (entries.length <= PART) {
    return entries.map(([name, value]) => <Node key={name} name={name} value={value} />);
  }
  const parts = Array.from({ length: Math.ceil(entries.length / PART) }, (_, i) =>
    entries.slice(i * PART, (i + 1) * PART),
  );
  return parts.map((part) => {
    const [first, last] = [part[0]?.[0] ?? '', part.at(-1)?.[0] ?? ''];
    return <Branch key={first} name={undefined} entries={part} what={`${first} to ${last}`} />;
  });
}

function Node({ name, value, open }: NodeProps) {
  if (!isBranch(value)) return <Leaf name={name} value={value} />;
  const entries = Object.entries(value);
  const what = Array.isArray(value)
    ? `[ ${count(entries.length, 'item')} ]`
    : `{ ${count(entries.length, 'name')} }`;
  return <Branch name={name} entries={entries} what={what} open={open ?? false} />;
}

/** The value a text holds, or undefined where it is not JSON. */
function parsed(text: string): { value: Json } | undefined {
  try {
    return { value: JSON.parse(text) as Json };
  } catch {
    return undefined;
  }
}

const VIEWS = [
  { value: 'tree', name: 'Tree' },
  { value: 'text', name: 'Text' },
] as const;

/** JSON as a tree to open and close, or laid out as text; what cannot be parsed is shown as it is. */
export function JsonView({ text, whole, label }: { text: string; whole: boolean; label: string }) {
  const json = useMemo(() => (whole ? parsed(text) : undefined), [text, whole]);
  const [view, setView] = useState<'tree' | 'text'>('tree');
  if (!json) return <TextView text={text} label={label} />;
  return (
    <>
      <Segmented legend="Show as" options={VIEWS} value={view} onChange={setView} />
      {view === 'tree' ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section className="json" aria-label={label} tabIndex={0}>
          <Node name={undefined} value={json.value} open />
        </section>
      ) : (
        <TextView text={JSON.stringify(json.value, null, 2)} label={label} />
      )}
    </>
  );
}
