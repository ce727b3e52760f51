import type { Look } from './curve-looks.ts';
import { CurveSwatch } from './curve-swatch.tsx';
import { numberText } from './number-text.ts';

export interface LegendItem {
  id: string;
  label: string;
  look: Look;
  last: number | null;
}

interface ChartLegendProps {
  items: readonly LegendItem[];
  hidden: ReadonlySet<string>;
  /** Values below the pointer; without it the last ones are shown. */
  values: ReadonlyMap<string, number> | undefined;
  onHidden: (hidden: ReadonlySet<string>) => void;
}

/** The names of a chart's curves with their values; a press hides or shows one, with Shift it alone stays. */
export function ChartLegend({ items, hidden, values, onHidden }: ChartLegendProps) {
  const press = (id: string, alone: boolean) => {
    const others = items.filter((item) => item.id !== id).map((item) => item.id);
    const isAlone = !hidden.has(id) && others.every((other) => hidden.has(other));
    if (alone) onHidden(new Set(isAlone ? [] : others));
    else
      onHidden(
        hidden.has(id) ? new Set([...hidden].filter((other) => other !== id)) : new Set([...hidden, id]),
      );
  };
  return (
    <ul className="curve-legend">
      {items.map(({ id, label, look, last }) => {
        const value = values ? values.get(id) : last;
        return (
          <li key={id}>
            <button
              type="button"
              className="curve-key"
              aria-pressed={!hidden.has(id)}
              title={`${label}: hide or show it; with Shift, show it alone`}
              onClick={(event) => press(id, event.shiftKey)}
            >
              <CurveSwatch look={look} />
              <span className="curve-name">{label}</span>
              <span className="curve-value">
                {value === undefined || value === null ? '' : numberText(value)}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
