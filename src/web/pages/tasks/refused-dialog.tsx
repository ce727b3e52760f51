import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { counted } from '../workspace/names.ts';
import type { Refused } from './bulk-calls.ts';

interface RefusedDialogProps {
  refused: readonly Refused[];
  nameOf: (id: string) => string;
  onClose: () => void;
}

/** Which of several tasks were refused, and why; the others are done. */
export function RefusedDialog({ refused, nameOf, onClose }: RefusedDialogProps) {
  return (
    <Dialog
      title={`${counted(refused.length, 'task')} refused`}
      about="All others are done. Those that were refused stay chosen."
      onClose={onClose}
      foot={
        <Button look="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <ul className="impact">
        {refused.map(({ id, why }) => (
          <li key={id}>
            <div>
              <strong className="breakable">{nameOf(id)}</strong>
              <p className="sm quiet">{why}</p>
            </div>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
