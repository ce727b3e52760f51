import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';

interface Tab {
  title: string;
  content: ReactNode;
}

/** Tabs with a roving focus: arrow keys, Home and End move and choose. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  const id = useId();
  const [at, setAt] = useState(0);
  const choose = (to: number) => {
    setAt(to);
    document.getElementById(`${id}-tab-${to}`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const last = tabs.length - 1;
    const to = {
      ArrowRight: at === last ? 0 : at + 1,
      ArrowLeft: at === 0 ? last : at - 1,
      Home: 0,
      End: last,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    choose(to);
  };
  return (
    <div className="stack">
      <div className="tabs" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
        {tabs.map(({ title }, i) => (
          <button
            key={title}
            type="button"
            className="tab"
            role="tab"
            id={`${id}-tab-${i}`}
            aria-controls={`${id}-panel`}
            aria-selected={i === at}
            tabIndex={i === at ? 0 : -1}
            onClick={() => setAt(i)}
          >
            {title}
          </button>
        ))}
      </div>
      <div className="stack" role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-tab-${at}`}>
        {tabs[at]?.content}
      </div>
    </div>
  );
}
