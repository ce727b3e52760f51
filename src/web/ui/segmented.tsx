import { useId } from 'react';
import { Icon, type IconName } from './icon.tsx';

interface SegmentedProps<Value extends string> {
  legend: string;
  options: readonly { value: Value; name: string; icon?: IconName }[];
  value: Value;
  onChange: (value: Value) => void;
}

/** One choice of a few, side by side; radio buttons underneath, so arrow keys move. */
export function Segmented<Value extends string>({
  legend,
  options,
  value: chosen,
  onChange,
}: SegmentedProps<Value>) {
  const group = useId();
  return (
    <fieldset className="seg">
      <legend className="sr">{legend}</legend>
      {options.map(({ value, name, icon }) => (
        <label key={value}>
          <input
            type="radio"
            name={group}
            value={value}
            checked={value === chosen}
            onChange={() => onChange(value)}
          />
          <span>
            {icon && <Icon name={icon} />}
            {name}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
