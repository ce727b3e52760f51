import { type ReactNode, useRef } from 'react';
import { Button } from '../../ui/button.tsx';
import type { IconName } from '../../ui/icon.tsx';

interface FileButtonProps {
  icon: IconName;
  accept: string;
  /** The name of the hidden file field. */
  label: string;
  onFiles: (files: File[]) => void;
  children: ReactNode;
}

/** A button that opens the browser's file picker. */
export function FileButton({ icon, accept, label, onFiles, children }: FileButtonProps) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={field}
        type="file"
        hidden
        multiple
        accept={accept}
        aria-label={label}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <Button size="sm" icon={icon} onClick={() => field.current?.click()}>
        {children}
      </Button>
    </>
  );
}
