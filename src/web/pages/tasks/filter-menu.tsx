import { type UseQueryOptions, useQuery } from '@tanstack/react-query';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { Menu, MenuGroup } from '../../ui/menu.tsx';

export interface FilterOption {
  value: string;
  name: string;
  icon?: IconName;
}

interface ItemsProps {
  label: string;
  options: readonly FilterOption[];
  chosen: readonly string[];
  onChosen: (chosen: string[]) => void;
}

function Items({ label, options, chosen, onChosen }: ItemsProps) {
  const toggle = (value: string) =>
    onChosen(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  return (
    <MenuGroup label={label}>
      {options.map(({ value, name, icon }) => (
        <button
          key={value}
          type="button"
          className="menu-item"
          role="menuitemcheckbox"
          aria-checked={chosen.includes(value)}
          tabIndex={-1}
          onClick={() => toggle(value)}
        >
          {icon && <Icon name={icon} />}
          <span className="name">{name}</span>
          <span className="tail">
            <Icon name="check" className="tick" />
          </span>
        </button>
      ))}
      {options.length === 0 && <p className="menu-none sm quiet">Nothing to choose from</p>}
    </MenuGroup>
  );
}

export type OptionsQuery = UseQueryOptions<FilterOption[], Error, FilterOption[], readonly unknown[]>;

/** Options that are asked for when the menu opens; chosen ones are there at once. */
function LoadedItems({ query, ...rest }: Omit<ItemsProps, 'options'> & { query: OptionsQuery }) {
  const { data = [] } = useQuery(query);
  const missing = rest.chosen
    .filter((value) => !data.some((option) => option.value === value))
    .map((value) => ({ value, name: value }));
  return <Items {...rest} options={[...data, ...missing]} />;
}

interface FilterMenuProps {
  label: string;
  options: readonly FilterOption[] | OptionsQuery;
  chosen: readonly string[];
  onChosen: (chosen: string[]) => void;
}

/** A button whose menu chooses any number of values to filter by. */
export function FilterMenu({ label, options, chosen, onChosen }: FilterMenuProps) {
  const items = { label, chosen, onChosen };
  return (
    <Menu
      className="filter-menu"
      buttonClass={chosen.length > 0 ? 'btn btn-sm is-set' : 'btn btn-sm'}
      label={`Filter by ${label.toLowerCase()}`}
      button={
        <>
          {label}
          {chosen.length > 0 && <span className="badge b-accent">{chosen.length}</span>}
          <Icon name="down" className="i-sm" />
        </>
      }
    >
      {() => (
        <>
          {'queryKey' in options ? (
            <LoadedItems {...items} query={options} />
          ) : (
            <Items {...items} options={options} />
          )}
          {chosen.length > 0 && (
            <MenuGroup>
              <button
                type="button"
                className="menu-item"
                role="menuitem"
                tabIndex={-1}
                onClick={() => onChosen([])}
              >
                <Icon name="x" />
                Any {label.toLowerCase()}
              </button>
            </MenuGroup>
          )}
        </>
      )}
    </Menu>
  );
}
