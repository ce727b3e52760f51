import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { CurrentUser } from '../queries.ts';
import { Icon } from '../ui/icon.tsx';
import { type Command, commandsOf, matching } from './commands.ts';
import type { Place } from './places.ts';
import { useTheme } from './profile-menu.tsx';
import { useSignOut } from './sign-out.ts';

interface PaletteProps {
  user: CurrentUser;
  active: string | undefined;
  places: Place[];
  onClose: () => void;
}

function Option({ command, chosen, run }: { command: Command; chosen: boolean; run: () => void }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (chosen) box.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox holds the focus and its Enter runs this
    // biome-ignore lint/a11y/useFocusableInteractive: as above
    <div
      ref={box}
      className="palette-item"
      role="option"
      id={command.id}
      aria-selected={chosen}
      onClick={run}
    >
      <Icon name={command.icon} />
      {command.name}
      <span className="tail">
        {command.tail}
        {command.key && (
          <span className="keys">
            <kbd>G</kbd>
            <kbd>{command.key.toUpperCase()}</kbd>
          </span>
        )}
      </span>
    </div>
  );
}

interface GroupsProps {
  commands: Command[];
  chosen: Command | undefined;
  run: (command: Command) => void;
}

function Groups({ commands, chosen, run }: GroupsProps) {
  const titles = [...new Set(commands.map(({ group }) => group))];
  return titles.map((title) => (
    // biome-ignore lint/a11y/useSemanticElements: a list box takes only options and groups, no fieldset
    <div key={title} role="group" aria-label={title}>
      <div className="palette-title" role="presentation">
        {title}
      </div>
      {commands
        .filter(({ group }) => group === title)
        .map((command) => (
          <Option key={command.id} command={command} chosen={command === chosen} run={() => run(command)} />
        ))}
    </div>
  ));
}

/** Search or run a command: type to filter, arrows to move, Enter to run. */
export function Palette({ user, active, places, onClose }: PaletteProps) {
  const box = useRef<HTMLDialogElement>(null);
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const navigate = useNavigate();
  const signOut = useSignOut();
  const [, chooseTheme] = useTheme();
  useLayoutEffect(() => {
    const dialog = box.current;
    dialog?.showModal();
    dialog?.querySelector('input')?.focus();
    return () => dialog?.close();
  }, []);
  const commands = matching(commandsOf({ user, active, places, navigate, signOut, chooseTheme }), typed);
  const chosen = commands[Math.min(at, commands.length - 1)];
  const run = (command: Command) => {
    onClose();
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setAt((at + step + commands.length) % Math.max(commands.length, 1));
    else if (event.key === 'Enter' && chosen) run(chosen);
    else return;
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it; the click beside it is an extra
    <dialog
      ref={box}
      className="dialog palette"
      aria-label="Command palette"
      onClick={(event) => event.target === event.currentTarget && onClose()}
      onCancel={onClose}
    >
      <div className="palette-in">
        <Icon name="search" />
        <input
          type="text"
          role="combobox"
          aria-expanded="true"
          aria-controls="palette-list"
          aria-autocomplete="list"
          aria-label="Search or run a command"
          aria-activedescendant={chosen?.id}
          placeholder="Search or run a command"
          autoComplete="off"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
        <kbd>Esc</kbd>
      </div>
      <div className="palette-list" role="listbox" id="palette-list" aria-label="Commands">
        <Groups commands={commands} chosen={chosen} run={run} />
      </div>
      {commands.length === 0 && (
        <p className="palette-none sm quiet">
          Nothing matches. Try “profile”, “theme” or a workspace's name.
        </p>
      )}
      <div className="palette-foot" aria-hidden="true">
        <span>
          <kbd>↑</kbd>
          <kbd>↓</kbd>move
        </span>
        <span>
          <kbd>↵</kbd>run
        </span>
        <span>
          <kbd>Esc</kbd>close
        </span>
      </div>
    </dialog>
  );
}
