import { useMutation } from '@tanstack/react-query';
import { memo, type ReactNode } from 'react';
import { call } from '../../api.ts';
import { copyText } from '../../clipboard.ts';
import { findMasks, type MaskRange } from '../../editor/masks.ts';
import { Icon } from '../../ui/icon.tsx';
import { ErrorNote } from '../../ui/note.tsx';
import { paint } from '../../ui/paint.tsx';
import { toast } from '../../ui/toast.tsx';
import { secretOf } from './reveal.ts';
import type { VaultDetails } from './vault-queries.ts';

/** The key a mask stands behind, as far as its line tells. */
function nameOfMask(text: string, from: number): string {
  const start = text.lastIndexOf('\n', from - 1) + 1;
  const before = text.slice(start, from);
  const key = /([\w.-]+)"?\s*(?:=|:)\s*["'[{]*$/.exec(before)?.[1];
  const line = text.slice(0, from).split('\n').length;
  return key ? `${key}, line ${line}` : `line ${line}`;
}

/** A masked secret as a button that copies it without showing it. */
function Mask({ name, onCopy }: { name: string; onCopy: () => void }) {
  return (
    <button type="button" className="mask" aria-label={`Copy the secret of ${name}`} onClick={onCopy}>
      <span aria-hidden="true">••••••••</span>
      <Icon name="copy" />
    </button>
  );
}

interface PiecesProps {
  text: string;
  masks: MaskRange[];
  mayCopy: boolean;
  onCopy: (mask: string) => void;
}

const Pieces = memo(function Pieces({ text, masks, mayCopy, onCopy }: PiecesProps) {
  const pieces: ReactNode[] = [];
  let at = 0;
  for (const { from, to, id } of masks) {
    pieces.push(<span key={at}>{paint(text.slice(at, from))}</span>);
    pieces.push(
      mayCopy ? (
        <Mask key={`mask ${from}`} name={nameOfMask(text, from)} onCopy={() => onCopy(id)} />
      ) : (
        <span key={`mask ${from}`} className="mask" role="img" aria-label="masked secret">
          ••••••••
        </span>
      ),
    );
    at = to;
  }
  return [...pieces, <span key={at}>{paint(text.slice(at))}</span>];
});

interface MaskedTextProps {
  workspace: string;
  details: VaultDetails;
  /** A double click on the text does what EDIT does. */
  onEdit?: (() => void) | undefined;
  peek?: boolean;
}

/** The saved text, read-only, secrets masked; who may edit it copies each secret without seeing it. */
export function MaskedText({ workspace, details: { vault, text }, onEdit, peek }: MaskedTextProps) {
  const { mutate, error } = useMutation({
    mutationFn: async (mask: string) => {
      const { id, version } = vault;
      const wanted = { vault: id, version, mask, use: 'copy' } as const;
      return copyText(secretOf((await call('vaults.reveal', wanted, { workspace })).text));
    },
    onSuccess: (copied) => toast(copied ? 'Secret copied' : 'Not copied: reveal it in the editor instead'),
  });
  return (
    <>
      <div className={peek ? 'code vault-text vault-peek' : 'code vault-text'}>
        {/* biome-ignore lint/a11y/useSemanticElements: the text must stay preformatted */}
        <pre
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
          tabIndex={0}
          role="region"
          aria-label={`${vault.scope === 'user' ? 'Your vault' : vault.name}, secrets masked`}
          onDoubleClick={onEdit}
        >
          <Pieces text={text} masks={findMasks(text)} mayCopy={vault.may_edit} onCopy={mutate} />
        </pre>
      </div>
      {error && <ErrorNote error={error} />}
    </>
  );
}
