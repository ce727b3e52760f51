import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Draft } from './draft.ts';
import { MergeDialog } from './merge-dialog.tsx';
import { revealVersion } from './reveal.ts';
import type { Newest } from './save-trouble.ts';

interface MergeStepProps {
  workspace: string;
  /** Undefined where the draft was to be the first version, and somebody else made that. */
  vault: string | undefined;
  draft: Draft;
  newest: Newest;
  onMerged: (draft: Draft) => void;
  onClose: () => void;
}

/** Merges a draft with the newest version. A draft in clear is merged with clear text, which is revealed for it. */
export function MergeStep({ workspace, vault, draft, newest, onMerged, onClose }: MergeStepProps) {
  const { revealed, base } = draft;
  const { mutate, data, error } = useMutation({
    mutationFn: async () => (vault ? revealVersion(workspace, vault, newest.version) : newest.text),
  });
  const needsClear = revealed && base.version > 0;
  useEffect(() => {
    if (needsClear) mutate();
  }, [needsClear, mutate]);
  const clear = needsClear
    ? data !== undefined && { base: base.text, theirs: data }
    : { base: newest.base, theirs: newest.text };
  return (
    <MergeDialog
      draft={draft}
      newest={newest}
      clear={clear || undefined}
      error={error}
      onRetry={mutate}
      onResult={(text) => {
        const theirs = clear ? clear.theirs : newest.text;
        onMerged({
          ...draft,
          text,
          revealed: needsClear,
          base: { version: newest.version, text: theirs, format: newest.format },
        });
      }}
      onClose={onClose}
    />
  );
}
