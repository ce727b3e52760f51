import { Icon } from './icon.tsx';

interface SearchInputProps {
  label: string;
  placeholder: string;
  value: string;
  onValue: (value: string) => void;
  icon?: 'search' | 'filter';
  width?: 'w-md' | 'w-lg';
}

/** A line to search or filter a list by, with its icon inside. */
export function SearchInput({
  label,
  placeholder,
  value,
  onValue,
  icon = 'search',
  width = 'w-md',
}: SearchInputProps) {
  return (
    <div className={`input-wrap ${width}`}>
      <Icon name={icon} />
      <input
        className="input"
        type="search"
        aria-label={label}
        placeholder={placeholder}
        maxLength={200}
        value={value}
        onChange={(event) => onValue(event.target.value)}
      />
    </div>
  );
}
