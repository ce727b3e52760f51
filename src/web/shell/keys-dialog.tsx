import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import type { Place } from './places.ts';

/** Every key the page knows. */
export function KeysDialog({ places, onClose }: { places: Place[]; onClose: () => void }) {
  const rows: [string, string[]][] = [
    ['Search or run a command', ['Ctrl', 'K']],
    ...places.map(({ name, key = '' }): [string, string[]] => [`Go to ${name}`, ['G', key.toUpperCase()]]),
    ['Move in menus, tabs, lists and galleries', ['↑', '↓', '←', '→']],
    ['In a table of tasks: from row to row, tick, open', ['↑', '↓', 'X', '↵']],
    ['In a gallery: full size, then a picture’s own pixels', ['↵', 'Z']],
    ['Close what is on top', ['Esc']],
    ['This list', ['?']],
  ];
  return (
    <Dialog
      title="Keys"
      about="On a Mac, press Cmd where it says Ctrl."
      onClose={onClose}
      foot={
        <Button look="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <ul className="impact">
        {rows.map(([what, keys]) => (
          <li key={what}>
            {what}
            <span className="end keys">
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
