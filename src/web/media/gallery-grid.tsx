import {
  type KeyboardEvent,
  memo,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { type GalleryItem, GalleryTile } from './gallery-tile.tsx';
import { moveBy, type RowRange } from './grid-layout.ts';
import { useGridWindow } from './use-grid-window.ts';

/** Rows before the last at which more is asked for. */
const AHEAD = 3;

interface GalleryGridProps {
  workspace: string;
  /** What the grid holds, for screen readers. */
  label: string;
  items: readonly GalleryItem[];
  /** Whether there are more than these. */
  more: boolean;
  /** Called when the last rows come into view. */
  onNearEnd?: (() => void) | undefined;
  /** The object that is open in full size, to which the focus comes back. */
  open: number | undefined;
  onOpen: (at: number) => void;
}

interface RowProps extends Pick<GalleryGridProps, 'workspace' | 'items' | 'onOpen'> {
  row: number;
  columns: number;
  /** The tile of this row at which Tab stops; -1 for none. */
  stop: number;
  onFocus: (at: number) => void;
}

const GalleryRow = memo(function GalleryRow({
  workspace,
  items,
  row,
  columns,
  stop,
  onOpen,
  onFocus,
}: RowProps) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => box.current?.style.setProperty('--at', String(row)), [row]);
  const from = row * columns;
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows stand freely in space, which a table's do not
    // biome-ignore lint/a11y/useFocusableInteractive: its tiles take the focus
    <div className="gallery-row" role="row" aria-rowindex={row + 1} ref={box}>
      {items.slice(from, from + columns).map((item, column) => (
        <GalleryTile
          key={item.id ?? item.url}
          workspace={workspace}
          item={item}
          at={from + column}
          count={items.length}
          column={column}
          isStop={from + column === stop}
          onOpen={() => onOpen(from + column)}
          onFocus={() => onFocus(from + column)}
        />
      ))}
    </div>
  );
});

/** The rows to show: those in view, and the one that has the focus, which must not vanish below it. */
function rowsToShow({ first, end }: RowRange, held: number | undefined): number[] {
  const rows = Array.from({ length: end - first }, (_, i) => first + i);
  if (held === undefined || rows.includes(held)) return rows;
  return held < first ? [held, ...rows] : [...rows, held];
}

/** Which tile is the active one, and the way to move the focus to another. */
function useActive(box: RefObject<HTMLElement | null>, open: number | undefined) {
  const [active, setActive] = useState(0);
  const [within, setWithin] = useState(false);
  const [goal, setGoal] = useState<{ at: number }>();
  const go = useCallback((at: number) => {
    setActive(at);
    setWithin(true);
    setGoal({ at });
  }, []);
  useLayoutEffect(() => {
    if (goal) box.current?.querySelector<HTMLElement>(`[data-at="${goal.at}"]`)?.focus();
  }, [box, goal]);
  const opened = useRef<number>(undefined);
  useEffect(() => {
    if (open === undefined && opened.current !== undefined) go(opened.current);
    opened.current = open;
  }, [open, go]);
  return { active, setActive, within, setWithin, go };
}

/**
 * Thumbnails in rows, of which only those near the visible part exist. Arrow keys, Page Up and Down, Home and End
 * move; Enter opens.
 */
export function GalleryGrid({ workspace, label, items, more, onNearEnd, open, onOpen }: GalleryGridProps) {
  const box = useRef<HTMLDivElement>(null);
  const { layout, rows, range } = useGridWindow(box, items.length);
  const { active, setActive, within, setWithin, go } = useActive(box, open);
  const columns = layout?.columns ?? 1;
  const nearEnd = more && rows > 0 && range.end >= rows - AHEAD;
  useEffect(() => {
    if (nearEnd) onNearEnd?.();
  }, [nearEnd, onNearEnd]);
  const shown = layout ? rowsToShow(range, within ? Math.floor(active / columns) : undefined) : [];
  const stop = shown.includes(Math.floor(active / columns)) ? active : (shown[0] ?? 0) * columns;
  const onKeyDown = (event: KeyboardEvent) => {
    if (!layout || event.altKey || event.metaKey) return;
    const grid = { count: items.length, columns, page: Math.max(1, layout.seen - 2) };
    const to = moveBy(event.key, event.ctrlKey, active, grid);
    if (to === undefined) return;
    event.preventDefault();
    go(to);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows stand freely in space, which a table's do not
    <div
      className="gallery"
      role="grid"
      tabIndex={-1}
      aria-label={label}
      aria-rowcount={more ? -1 : rows}
      aria-colcount={columns}
      ref={box}
      onKeyDown={onKeyDown}
      onFocus={() => setWithin(true)}
      onBlur={(event) => setWithin(event.currentTarget.contains(event.relatedTarget))}
    >
      {shown.map((row) => (
        <GalleryRow
          key={row}
          workspace={workspace}
          items={items}
          row={row}
          columns={columns}
          stop={Math.floor(stop / columns) === row ? stop : -1}
          onOpen={onOpen}
          onFocus={setActive}
        />
      ))}
    </div>
  );
}
