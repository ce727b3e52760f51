import { useId } from 'react';
import { Segmented } from '../../../ui/segmented.tsx';
import type { ScalarSettings } from './scalar-settings.ts';

interface ScalarsBarProps {
  settings: ScalarSettings;
  onChange: (changed: Partial<ScalarSettings>) => void;
}

const AXES = [
  { value: 'iter', name: 'Iterations' },
  { value: 'start', name: 'Time from start' },
  { value: 'clock', name: 'Time of day' },
] as const;
const GROUPINGS = [
  { value: 'metric', name: 'By metric' },
  { value: 'none', name: 'One by one' },
] as const;

function Tick({ name, on, onChange }: { name: string; on: boolean; onChange: (on: boolean) => void }) {
  return (
    <label className="choice">
      <input
        className="check"
        type="checkbox"
        checked={on}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>{name}</span>
    </label>
  );
}

/** How all charts are shown. */
export function ScalarsBar({ settings, onChange }: ScalarsBarProps) {
  const id = useId();
  const { axis, grouping, smoothing, log, together } = settings;
  return (
    <div className="curve-bar">
      <Segmented legend="Along" options={AXES} value={axis} onChange={(next) => onChange({ axis: next })} />
      <Segmented
        legend="Charts"
        options={GROUPINGS}
        value={grouping}
        onChange={(next) => onChange({ grouping: next })}
      />
      <div className="curve-smooth">
        <label htmlFor={id}>Smoothing</label>
        <input
          id={id}
          type="range"
          min="0"
          max="0.99"
          step="0.01"
          value={smoothing}
          onChange={(event) => onChange({ smoothing: Number(event.target.value) })}
        />
        <output htmlFor={id}>{smoothing.toFixed(2)}</output>
      </div>
      <Tick name="Log scale" on={log} onChange={(next) => onChange({ log: next })} />
      {axis === 'iter' && (
        <Tick name="Zoom together" on={together} onChange={(next) => onChange({ together: next })} />
      )}
    </div>
  );
}
