import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { SearchInput } from '../../../ui/search-input.tsx';
import type { Metric } from './metric-list.ts';

interface MetricNavProps {
  metrics: readonly Metric[];
  hidden: ReadonlySet<string>;
  onHidden: (hidden: ReadonlySet<string>) => void;
  onJump: (metric: string) => void;
}

/** Whether every word of the search stands in the metric's name or in one of its variants'. */
export function findsMetric({ name, variants }: Metric, search: string): boolean {
  const text = [name, ...variants.map((variant) => variant.name)].join('\n').toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** The list of metrics: each can be hidden, and its name leads to its chart. */
export function MetricNav({ metrics, hidden, onHidden, onJump }: MetricNavProps) {
  const [search, setSearch] = useState('');
  const found = metrics.filter((metric) => findsMetric(metric, search.trim()));
  const show = (name: string, on: boolean) =>
    onHidden(on ? new Set([...hidden].filter((other) => other !== name)) : new Set([...hidden, name]));
  return (
    <nav className="curve-nav" aria-label="Metrics">
      <SearchInput
        label="Search metrics"
        placeholder={`Search ${metrics.length} ${metrics.length === 1 ? 'metric' : 'metrics'}`}
        value={search}
        onValue={setSearch}
        width="w-lg"
      />
      <ul>
        {found.map(({ name }) => (
          <li key={name}>
            <input
              className="check"
              type="checkbox"
              aria-label={`Show ${name}`}
              checked={!hidden.has(name)}
              onChange={(event) => show(name, event.target.checked)}
            />
            <button
              type="button"
              className="btn-link"
              disabled={hidden.has(name)}
              onClick={() => onJump(name)}
            >
              {name}
            </button>
          </li>
        ))}
        {found.length === 0 && <li className="quiet sm">No metric has these words in its name.</li>}
      </ul>
      {metrics.length > 1 && (
        <div className="cluster">
          <Button size="sm" onClick={() => onHidden(new Set())} disabled={hidden.size === 0}>
            Show all
          </Button>
          <Button
            size="sm"
            onClick={() =>
              onHidden(new Set(metrics.filter((metric) => !found.includes(metric)).map(({ name }) => name)))
            }
            disabled={search.trim() === '' || found.length === 0}
          >
            Only these
          </Button>
        </div>
      )}
    </nav>
  );
}
