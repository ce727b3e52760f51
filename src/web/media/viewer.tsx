import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Note } from '../ui/note.tsx';
import { sizeText } from '../ui/size.ts';
import { Skeleton } from '../ui/states.tsx';
import { WhyLink } from './broken-image.tsx';
import { ImageView } from './image-view.tsx';
import { JsonView } from './json-view.tsx';
import { MediaView } from './media-view.tsx';
import { endingOf } from './object-kind.ts';
import { nameOf } from './plain-address.ts';
import type { ReadObject } from './read-answer.ts';
import { SaveButton } from './save-button.tsx';
import { TableView } from './table-view.tsx';
import { TextView } from './text-view.tsx';
import { UnlockButton } from './unlock-button.tsx';
import { type Seen, useObject } from './use-object.ts';
import { type Reason, said } from './why-not.ts';

interface ViewerProps {
  workspace: string;
  /** The object's storage address. */
  url: string;
  /** Bytes, where a listing told. */
  size?: number | null | undefined;
  /** Pictures in their own pixels rather than fitted. */
  full: boolean;
  onFull: (full: boolean) => void;
}

interface NotShownProps {
  workspace: string;
  url: string;
  reason: Reason;
  retry: () => void;
}

/** Why an object is not shown, with what helps. */
function NotShown({ workspace, url, reason, retry }: NotShownProps) {
  const { short, sentence, doctor } = said(reason);
  return (
    <Note
      tone={doctor ? 'bad' : undefined}
      end={
        reason === 'locked' ? (
          <UnlockButton workspace={workspace} />
        ) : (
          doctor && (
            <Button size="sm" onClick={retry}>
              Try again
            </Button>
          )
        )
      }
    >
      <strong>{short}.</strong> {sentence} {doctor && <WhyLink url={url} />}
    </Note>
  );
}

/** What browsers cannot show: its type and size, to be saved. */
function Unknown({ workspace, url, seen }: { workspace: string; url: string; seen: Seen }) {
  const name = nameOf(url);
  const type = seen.read?.type || 'no type';
  return (
    <div className="empty">
      <Icon name="file" />
      <strong>{name}</strong>
      <span>
        {endingOf(name) ? `A file of kind .${endingOf(name)}` : 'A file'}, {type}
        {seen.size !== null && `, ${sizeText(seen.size)}`}. This page cannot show it.
      </span>
      <SaveButton workspace={workspace} url={url} size={seen.size} />
    </div>
  );
}

/** What stands above a text: that its name promised something else, that pages never run, that it is cut. */
function TextNotes({ name, read }: { name: string; read: ReadObject }) {
  const { kind, holds, text = '', whole, size } = read;
  return (
    <>
      {holds && (
        <Note tone="warn">
          <strong>
            Named .{endingOf(name)}, but it holds {holds}.
          </strong>{' '}
          It is shown as what it holds. If it should be something else, look at what wrote it.
        </Note>
      )}
      {kind === 'html' && (
        <Note>
          <strong>Shown as its text.</strong> A page from storage never runs here; save it to look at it.
        </Note>
      )}
      {!whole && (
        <Note>
          <strong>Only the first {sizeText(new TextEncoder().encode(text).length)} are shown</strong>
          {size !== null && ` of ${sizeText(size)}`}. Save it to see the rest.
        </Note>
      )}
    </>
  );
}

function TextKinds({ name, read }: { name: string; read: ReadObject }) {
  const { kind, text = '', whole } = read;
  const label = `Content of ${name}`;
  return (
    <div className="stack">
      <TextNotes name={name} read={read} />
      {kind === 'table' && <TableView text={text} whole={whole} label={label} />}
      {kind === 'json' && <JsonView text={text} whole={whole} label={label} />}
      {(kind === 'text' || kind === 'html') && <TextView text={text} label={label} />}
    </div>
  );
}

/**
 * Shows an object of any kind by its storage address: picture, video, sound, table, JSON, text, and anything else as
 * a file to save. What it holds is never run: SVG only as a picture, HTML only as text.
 */
export function Viewer(props: ViewerProps) {
  return <OneObject key={`${props.workspace} ${props.url}`} {...props} />;
}

function OneObject({ workspace, url, size = null, full, onFull }: ViewerProps) {
  const [doubt, setDoubt] = useState<Reason>();
  const [pixels, setPixels] = useState<{ width: number; height: number }>();
  const seen = useObject(workspace, url, size, doubt !== undefined);
  const name = nameOf(url);
  const { state, kind, read } = seen;
  // what reading found is more exact than that a picture did not come
  const reason = seen.problem === 'unreadable' ? (doubt ?? seen.problem) : (seen.problem ?? doubt);
  if (state === 'reading') return <Skeleton what={name} />;
  const retry = () => {
    setDoubt(undefined);
    seen.retry();
  };
  const isElement = kind === 'image' || kind === 'svg' || kind === 'video' || kind === 'audio';
  if (state === 'problem' || (isElement && doubt)) {
    return <NotShown workspace={workspace} url={url} reason={reason ?? 'not_shown'} retry={retry} />;
  }
  if (kind === 'empty') return <NotShown workspace={workspace} url={url} reason="empty" retry={retry} />;
  const place = { workspace, url, name, onProblem: setDoubt };
  return (
    <div className="stack viewer" data-kind={kind}>
      {(kind === 'image' || kind === 'svg') && (
        <ImageView {...place} full={full} onFull={onFull} onShown={setPixels} />
      )}
      {(kind === 'video' || kind === 'audio') && <MediaView {...place} kind={kind} />}
      {read?.text !== undefined && <TextKinds name={name} read={read} />}
      {kind === 'other' && <Unknown workspace={workspace} url={url} seen={seen} />}
      <Facts seen={seen} pixels={pixels} />
    </div>
  );
}

/** "image/png · 214 kB · 1280 × 720", as far as it is known. */
function Facts({ seen, pixels }: { seen: Seen; pixels: { width: number; height: number } | undefined }) {
  const facts = [
    seen.read?.type,
    seen.size === null ? '' : sizeText(seen.size),
    pixels && `${pixels.width} × ${pixels.height}`,
  ].filter(Boolean);
  return facts.length > 0 && <p className="xs quiet">{facts.join(' · ')}</p>;
}
