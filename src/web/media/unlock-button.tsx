import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { entriesQuery } from '../storage/storage-queries.ts';
import { UnlockDialog } from '../storage/unlock-dialog.tsx';
import { Button } from '../ui/button.tsx';

interface UnlockButtonProps {
  workspace: string;
  onUnlocked?: (() => void) | undefined;
}

/** Asks for the passphrase right where its keys are missed. */
export function UnlockButton({ workspace, onUnlocked }: UnlockButtonProps) {
  const { data } = useQuery(entriesQuery(workspace));
  const [open, setOpen] = useState(false);
  if (!data?.lock) return null;
  return (
    <>
      <div>
        <Button icon="key" size="sm" aria-haspopup="dialog" onClick={() => setOpen(true)}>
          Unlock your keys
        </Button>
      </div>
      {open && <UnlockDialog lock={data.lock} onClose={() => setOpen(false)} onUnlocked={onUnlocked} />}
    </>
  );
}
