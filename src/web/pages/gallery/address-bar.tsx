import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { parseStorageUrl } from '../../../storage/storage-url.ts';
import { StorageUrlError } from '../../../storage/storage-url-error.ts';
import { plainAddress } from '../../media/plain-address.ts';
import { Button } from '../../ui/button.tsx';
import { FieldError } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { asFolder, isFolder } from './storage-levels.ts';

interface AddressBarProps {
  workspace: string;
  /** What is shown now. */
  url: string;
  /** Whether typing begins here, as when nothing is shown yet. */
  first?: boolean;
}

/** What is wrong with a typed address, in the words of the library; an https address may be of an entry's own host. */
function faultOf(address: string): string | undefined {
  try {
    parseStorageUrl(address);
    return undefined;
  } catch (error) {
    if (!(error instanceof StorageUrlError)) throw error;
    return error.code === 'not_storage' && /^https?:/i.test(address) ? undefined : error.message;
  }
}

/** A line to paste a storage address into: an object opens in the viewer, a bucket or folder as a gallery. */
export function AddressBar({ workspace, url, first = false }: AddressBarProps) {
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(url);
  const [fault, setFault] = useState<string>();
  useEffect(() => {
    if (first) input.current?.focus();
  }, [first]);
  const open = (event: FormEvent) => {
    event.preventDefault();
    const address = plainAddress(typed);
    const wrong = faultOf(address);
    setFault(wrong);
    if (wrong) return;
    setTyped(address);
    const folder = isFolder(address);
    void navigate({
      to: folder ? '/w/$workspace/gallery' : '/w/$workspace/view',
      params: { workspace },
      search: { url: folder ? asFolder(address) : address },
    });
  };
  return (
    <form className="name-form" onSubmit={open} noValidate>
      <div className="cluster">
        <div className="input-wrap grow">
          <Icon name="link" />
          <input
            ref={input}
            className="input mono"
            type="text"
            aria-label="Storage address"
            placeholder="s3://bucket/folder/ or the address of a sample"
            spellCheck={false}
            autoCapitalize="none"
            autoComplete="off"
            maxLength={4096}
            value={typed}
            aria-invalid={fault ? true : undefined}
            aria-describedby={fault ? 'address-fault' : undefined}
            onChange={(event) => {
              setTyped(event.target.value);
              setFault(undefined);
            }}
          />
        </div>
        <Button type="submit">Open</Button>
      </div>
      {fault && <FieldError id="address-fault">{fault}</FieldError>}
    </form>
  );
}
