import { Icon } from '../ui/icon.tsx';
import { sizeText } from '../ui/size.ts';
import { endingOf, isPicture, kindByName } from './object-kind.ts';
import { StoredImage } from './stored-image.tsx';

/** One object of a gallery, as listings tell of it. */
export interface GalleryItem {
  /** Its storage address. */
  url: string;
  name: string;
  /** Bytes; null where the listing does not tell. */
  size: number | null;
  /** The file's name where `name` is another. */
  file?: string;
  /** Tells it from others of the same address. */
  id?: string;
}

interface GalleryTileProps {
  workspace: string;
  item: GalleryItem;
  at: number;
  count: number;
  column: number;
  /** Whether Tab stops here. */
  isStop: boolean;
  onOpen: () => void;
  onFocus: () => void;
}

/** What a tile shows of an object that is no picture. */
function FileFace({ name }: { name: string }) {
  const kind = kindByName(name);
  return (
    <span className="tile-file">
      <Icon name={kind === 'video' || kind === 'audio' ? 'play' : 'file'} />
      <span className="mono xs">{endingOf(name) || 'file'}</span>
    </span>
  );
}

/** A thumbnail with its name; all of it opens the object in full size. */
export function GalleryTile({
  workspace,
  item,
  at,
  count,
  column,
  isStop,
  onOpen,
  onFocus,
}: GalleryTileProps) {
  const { url, name, size, file = name } = item;
  const tabIndex = isStop ? 0 : -1;
  const about = size === null ? '' : `, ${sizeText(size)}`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows stand freely in space, which a table's do not
    // biome-ignore lint/a11y/useFocusableInteractive: its button takes the focus
    <div className="tile" role="gridcell" aria-colindex={column + 1}>
      <div className="tile-frame">
        {isPicture(file) ? (
          <StoredImage near workspace={workspace} url={url} alt="" size={size} tabIndex={tabIndex} />
        ) : (
          <FileFace name={file} />
        )}
      </div>
      <button
        type="button"
        className="tile-open"
        aria-label={`${name}${about}, ${at + 1} of ${count}`}
        data-at={at}
        tabIndex={tabIndex}
        onClick={onOpen}
        onFocus={onFocus}
      />
      <div className="tile-name" aria-hidden="true" title={name}>
        <span>{name}</span>
        {size !== null && <span className="sub">{sizeText(size)}</span>}
      </div>
    </div>
  );
}
