import { SearchInput } from '../../../ui/search-input.tsx';
import { Segmented } from '../../../ui/segmented.tsx';

export type Client = 'sdk' | 'agent';

const CLIENTS: readonly { value: Client; name: string }[] = [
  { value: 'sdk', name: 'SDK' },
  { value: 'agent', name: 'Agent' },
];

interface WhyBarProps {
  typed: string;
  onTyped: (typed: string) => void;
  onlyChanges: boolean;
  onOnlyChanges: (only: boolean) => void;
  client: Client;
  onClient: (client: Client) => void;
}

/** The filter, and which program is asked about. */
export function WhyBar({ typed, onTyped, onlyChanges, onOnlyChanges, client, onClient }: WhyBarProps) {
  return (
    <div className="panel-bar">
      <SearchInput
        label="Filter keys"
        placeholder="Filter keys, for example git or sdk.aws"
        value={typed}
        onValue={onTyped}
        icon="filter"
        width="w-lg"
      />
      <label className="switch-line">
        <input
          className="switch"
          type="checkbox"
          role="switch"
          checked={onlyChanges}
          aria-checked={onlyChanges}
          onChange={(event) => onOnlyChanges(event.target.checked)}
        />
        Only changes
      </label>
      <div className="end">
        <Segmented legend="Client" options={CLIENTS} value={client} onChange={onClient} />
      </div>
    </div>
  );
}
