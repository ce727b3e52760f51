import { useQuery } from '@tanstack/react-query';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Note } from '../../ui/note.tsx';
import type { Draft } from './draft.ts';
import { FORMAT_NAMES } from './formats.ts';
import { isMasked } from './reveal.ts';
import type { Format } from './vault-queries.ts';

interface ConvertDialogProps {
  draft: Draft;
  to: Format;
  /** The format with the same text, or with the converted one. */
  onFormat: (text: string) => void;
  onReveal: () => void;
  onClose: () => void;
}

/** Another format: converts the text, or keeps it as it stands. */
export function ConvertDialog({ draft, to, onFormat, onReveal, onClose }: ConvertDialogProps) {
  const { text, format } = draft;
  const masked = isMasked(text);
  const { data } = useQuery({
    queryKey: ['convert', to],
    // the engine comes only when it is asked for
    queryFn: async () => (await import('./convert-format.ts')).convertFormat(text, format, to),
    enabled: !masked,
    staleTime: 0,
    gcTime: 0,
  });
  const converted = data && 'text' in data ? data.text : undefined;
  return (
    <Dialog
      title={`Change to ${FORMAT_NAMES[to]}`}
      about={`The text is written in ${FORMAT_NAMES[format]} now. Clients get the same whatever the format.`}
      onClose={onClose}
      foot={
        <>
          <Button onClick={() => onFormat(text)}>Keep the text as it is</Button>
          {masked ? (
            <Button look="primary" onClick={onReveal}>
              Reveal secrets first
            </Button>
          ) : (
            <Button
              look="primary"
              disabled={converted === undefined}
              onClick={() => onFormat(converted ?? text)}
            >
              Convert to {FORMAT_NAMES[to]}
            </Button>
          )}
        </>
      }
    >
      {masked ? (
        <Note>Only clear text can be converted, and secrets in this one are masked.</Note>
      ) : data && 'refused' in data ? (
        <Note tone="warn">
          <strong>It cannot be converted.</strong> {data.refused}
        </Note>
      ) : (
        <Note>Values stay the same. Comments and your own layout are lost.</Note>
      )}
    </Dialog>
  );
}
