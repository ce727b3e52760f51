import { useEffect, useRef, useState } from 'react';
import { BrokenImage } from './broken-image.tsx';
import { giveUp } from './give-up.ts';
import { useStoredLink } from './use-stored-link.ts';
import { watchNear } from './watch-near.ts';
import { LARGEST_PICTURE, type Reason } from './why-not.ts';

/** How long a picture may take before it counts as not coming. */
const PATIENCE_MS = 30_000;

/** Whether an element is near what the window shows; `known` where somebody else sees to that. */
function useNear(known: boolean) {
  const box = useRef<HTMLSpanElement>(null);
  const [near, setNear] = useState(known);
  useEffect(() => (box.current && !known ? watchNear(box.current, setNear) : undefined), [known]);
  return { box, near };
}

interface PictureProps {
  href: string;
  alt: string;
  onShown?: ((img: HTMLImageElement) => void) | undefined;
  onFailed: (reason: Reason) => void;
}

/** One link as a picture, until it fails or takes too long. It keeps to the link that it began with. */
export function Picture({ href, alt, onShown, onFailed }: PictureProps) {
  const [src] = useState(href);
  const patience = useRef<ReturnType<typeof setTimeout>>(undefined);
  const failed = useRef(onFailed);
  failed.current = onFailed;
  useEffect(() => {
    patience.current = setTimeout(() => failed.current('slow'), PATIENCE_MS);
    return () => clearTimeout(patience.current);
  }, []);
  return (
    <img
      ref={giveUp}
      src={src}
      alt={alt}
      decoding="async"
      draggable={false}
      onLoad={(event) => {
        clearTimeout(patience.current);
        onShown?.(event.currentTarget);
      }}
      onError={() => onFailed('not_shown')}
    />
  );
}

interface StoredImageProps {
  workspace: string;
  /** The object's storage address. */
  url: string;
  /** What the picture shows; empty where its name stands beside it. */
  alt: string;
  /** Bytes, where a listing told; large ones are not fetched. */
  size?: number | null | undefined;
  /** Given where a list renders only what is near anyway, such as a gallery. */
  near?: boolean | undefined;
  /** Of the link that a broken picture shows. */
  tabIndex?: number | undefined;
}

/**
 * A picture from a store by its storage address. It is fetched when it comes near the window's visible part and given
 * up when it leaves before it has arrived; where it cannot be shown it says why.
 */
export function StoredImage(props: StoredImageProps) {
  // another address is another picture: nothing of the one before may stay
  return <OneImage key={`${props.workspace} ${props.url}`} {...props} />;
}

function OneImage({ workspace, url, alt, size, near: known = false, tabIndex }: StoredImageProps) {
  const { box, near } = useNear(known);
  const [shown, setShown] = useState(false);
  const refused = size === 0 ? 'empty' : (size ?? 0) > LARGEST_PICTURE ? 'too_large' : undefined;
  return (
    <span className="stored" ref={box}>
      {refused && <BrokenImage url={url} alt={alt} reason={refused} tabIndex={tabIndex} />}
      {!refused && (near || shown) && (
        <Linked {...{ workspace, url, alt, tabIndex }} onShown={known ? undefined : () => setShown(true)} />
      )}
    </span>
  );
}

/** The picture while it is near: without this, neither its link nor its bytes are asked for. */
function Linked({
  workspace,
  url,
  alt,
  tabIndex,
  onShown,
}: StoredImageProps & Pick<PictureProps, 'onShown'>) {
  const { href, round, problem, failed } = useStoredLink(workspace, url);
  if (problem) return <BrokenImage url={url} alt={alt} reason={problem} tabIndex={tabIndex} />;
  return href && <Picture key={round} href={href} alt={alt} onShown={onShown} onFailed={failed} />;
}
