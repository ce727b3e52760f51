import { Link } from '@tanstack/react-router';
import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { IconButton } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy.tsx';
import { Icon } from '../ui/icon.tsx';
import type { GalleryItem } from './gallery-tile.tsx';
import { SaveButton } from './save-button.tsx';
import { Viewer } from './viewer.tsx';

interface FullSizeProps {
  workspace: string;
  items: readonly GalleryItem[];
  at: number;
  /** Whether there are more than these, which `onNearEnd` asks for. */
  more: boolean;
  onNearEnd?: (() => void) | undefined;
  onMove: (at: number) => void;
  onClose: () => void;
  /** Stands below the object. */
  children?: ReactNode;
}

/** Arrow keys belong to what scrolls or plays where they are pressed. */
const hasOwnArrows = (target: EventTarget) =>
  target instanceof Element &&
  target.closest('video, audio, input, textarea, select, .lines, .sheet, .json') !== null;

function Head({ workspace, item, at, count, more, id, onClose }: HeadProps) {
  return (
    <div className="full-head">
      <div className="grow">
        <h2 id={id}>{item.name}</h2>
        <p className="xs quiet" role="status">
          {at + 1} of {count}
          {more && ' so far'}
          <span className="sr">: {item.name}</span>
        </p>
      </div>
      <SaveButton key={item.url} workspace={workspace} url={item.url} size={item.size} />
      <CopyButton text={item.url} label={`Copy the address of ${item.name}`} said="Address copied" tipLeft />
      <Link
        className="icon-btn tip-left"
        data-tip="Page of its own"
        aria-label={`Open ${item.name} on a page of its own`}
        to="/w/$workspace/view"
        params={{ workspace }}
        search={{ url: item.url }}
      >
        <Icon name="link" />
      </Link>
      <IconButton icon="x" label="Close" onClick={onClose} />
    </div>
  );
}

interface HeadProps {
  workspace: string;
  item: GalleryItem;
  at: number;
  count: number;
  more: boolean;
  id: string;
  onClose: () => void;
}

function KeyHints() {
  return (
    <div className="full-foot" aria-hidden="true">
      <span>
        <kbd>←</kbd>
        <kbd>→</kbd>previous, next
      </span>
      <span>
        <kbd>Z</kbd>full size
      </span>
      <span>
        <kbd>Esc</kbd>close
      </span>
    </div>
  );
}

/** One object of a gallery over the whole window: arrow keys go to its neighbours, Z shows pixels, Escape closes. */
export function FullSize({
  workspace,
  items,
  at,
  more,
  onNearEnd,
  onMove,
  onClose,
  children,
}: FullSizeProps) {
  const id = useId();
  const box = useRef<HTMLDialogElement>(null);
  const [full, setFull] = useState(false);
  useLayoutEffect(() => {
    const dialog = box.current;
    dialog?.showModal();
    dialog?.focus();
    return () => dialog?.close();
  }, []);
  const atEnd = more && at >= items.length - 2;
  useEffect(() => {
    if (atEnd) onNearEnd?.();
  }, [atEnd, onNearEnd]);
  const item = items[at];
  if (!item) return null;
  const move = (to: number) => {
    if (to >= 0 && to < items.length) onMove(to);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const own = hasOwnArrows(event.target) || (full && (event.target as Element).closest('.canvas'));
    const step = own ? undefined : { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) move(at + step);
    else if (event.key.toLowerCase() === 'z') setFull(!full);
    else return;
    event.preventDefault();
  };
  return (
    <dialog
      ref={box}
      className="dialog full"
      tabIndex={-1}
      aria-labelledby={id}
      onKeyDown={onKeyDown}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <Head {...{ workspace, item, at, more, id, onClose }} count={items.length} />
      <div className="full-body">
        <IconButton
          icon="left"
          label="Previous"
          tip="Previous"
          disabled={at === 0}
          onClick={() => move(at - 1)}
        />
        <Viewer workspace={workspace} url={item.url} size={item.size} full={full} onFull={setFull} />
        <IconButton
          icon="forth"
          label="Next"
          tip="Next"
          tipLeft
          disabled={at === items.length - 1}
          onClick={() => move(at + 1)}
        />
      </div>
      {children}
      <KeyHints />
    </dialog>
  );
}
