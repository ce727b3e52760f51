import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { LoadedState } from '../../ui/states.tsx';
import { type Member, membersQuery } from './members-query.ts';

export interface Audience {
  forAll: boolean;
  members: string[];
}

interface AudienceFieldProps {
  workspace: string;
  audience: Audience;
  onAudience: (audience: Audience) => void;
}

interface PickProps {
  people: Member[];
  chosen: string[];
  onChosen: (chosen: string[]) => void;
}

const FILTER_FROM = 8;

function PickMembers({ people, chosen, onChosen }: PickProps) {
  const [filter, setFilter] = useState('');
  const shown = people.filter(({ name }) => name.toLowerCase().includes(filter.trim().toLowerCase()));
  return (
    <fieldset className="stack">
      <legend className="label">Members, {chosen.length} chosen</legend>
      {people.length > FILTER_FROM && (
        <input
          className="input"
          type="search"
          aria-label="Filter members"
          placeholder="Filter members"
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
      )}
      <ul className="impact pick">
        {shown.map(({ id, name }) => (
          <li key={id}>
            <label className="choice">
              <input
                className="check"
                type="checkbox"
                checked={chosen.includes(id)}
                onChange={({ target }) =>
                  onChosen(target.checked ? [...chosen, id] : chosen.filter((other) => other !== id))
                }
              />
              {name}
            </label>
          </li>
        ))}
        {shown.length === 0 && <li className="quiet">Nobody's name holds “{filter}”.</li>}
      </ul>
    </fieldset>
  );
}

/** For whom a workspace vault is: all members, or chosen ones. */
export function AudienceField({ workspace, audience, onAudience }: AudienceFieldProps) {
  const { forAll, members } = audience;
  const people = useQuery(membersQuery(workspace));
  return (
    <>
      <fieldset className="stack">
        <legend className="label">For whom</legend>
        {[true, false].map((all) => (
          <label key={String(all)} className="choice">
            <input
              className="radio"
              type="radio"
              name="audience"
              checked={forAll === all}
              onChange={() => onAudience({ ...audience, forAll: all })}
            />
            <span>
              {all ? 'All members' : 'Chosen members'}
              <small>
                {all ? 'Whoever joins later gets it too.' : 'Nobody else can read it, but administrators.'}
              </small>
            </span>
          </label>
        ))}
      </fieldset>
      {!forAll && (
        <LoadedState query={people} what="members">
          {(list) => (
            <PickMembers
              people={list}
              chosen={members}
              onChosen={(chosen) => onAudience({ forAll, members: chosen })}
            />
          )}
        </LoadedState>
      )}
    </>
  );
}
