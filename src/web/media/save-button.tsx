import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { nameOf } from './plain-address.ts';
import { saveObject } from './save-object.ts';
import { type Reason, said } from './why-not.ts';

interface SaveButtonProps {
  workspace: string;
  url: string;
  size: number | null;
}

/** Saves an object as a file of this computer. */
export function SaveButton({ workspace, url, size }: SaveButtonProps) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Reason>();
  const save = async () => {
    setBusy(true);
    setProblem(await saveObject(workspace, url, nameOf(url), size).catch(() => 'unreachable' as const));
    setBusy(false);
  };
  return (
    <>
      <Button icon="save" busy={busy && 'Fetching…'} onClick={() => void save()}>
        Download
      </Button>
      {problem && (
        <span className="sm bad" role="alert">
          {said(problem).short}
        </span>
      )}
    </>
  );
}
