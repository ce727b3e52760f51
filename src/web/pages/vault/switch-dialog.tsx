import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FindingList } from './finding-list.tsx';
import type { Finding } from './vault-queries.ts';

interface SwitchDialogProps {
  findings: Finding[];
  /** True when only warnings are in the way. */
  confirm: boolean;
  busy: boolean;
  onFix: () => void;
  onAnyway: () => void;
  onClose: () => void;
}

/** Says by line why a vault cannot be on, or what to know before it is. */
export function SwitchDialog({ findings, confirm, busy, onFix, onAnyway, onClose }: SwitchDialogProps) {
  return (
    <Dialog
      title={confirm ? 'Switch on with warnings?' : 'This vault cannot be on yet'}
      about={
        confirm
          ? 'Clients read it, but perhaps not as you mean it. It is off until you decide.'
          : 'Clients would drop or misread it. It stays off, and nothing of it is served.'
      }
      onClose={onClose}
      foot={
        <>
          {confirm && (
            <Button busy={busy && 'Switching on…'} onClick={onAnyway}>
              Switch on anyway
            </Button>
          )}
          <Button look="primary" data-first onClick={onFix}>
            Open editor and fix
          </Button>
        </>
      }
    >
      <FindingList findings={findings} />
    </Dialog>
  );
}
