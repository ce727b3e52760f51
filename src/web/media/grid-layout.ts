/** No gallery keeps more pictures alive than this, however large the window. */
export const MOST_ALIVE = 150;

/** The narrowest tile and the gap between tiles, in rem; the caption's height below a thumbnail. */
const TILE_REM = 9.5;
const GAP_REM = 0.75;
const CAPTION_REM = 2.5;
/** Height of a thumbnail by its width. */
const SHAPE = 0.75;
/** Rows kept above and below what is seen, so that ordinary scrolling meets pictures that are there. */
const BESIDE = 2;

export interface GridLayout {
  columns: number;
  /** From the top of one row to the top of the next, in pixels. */
  row_px: number;
  gap_px: number;
  /** Rows that a window can show, at least partly. */
  seen: number;
  /** Rows kept above and below. */
  beside: number;
}

/** The columns and rows of a gallery `width` wide in a window `height` high, all in pixels; `rem` is the root's size. */
export function layoutOf(width: number, height: number, rem: number): GridLayout {
  const gap = GAP_REM * rem;
  const most = Math.max(2, Math.floor((width + gap) / (TILE_REM * rem + gap)));
  let columns = most;
  let layout = withColumns(columns, width, height, rem);
  // a huge window shows larger thumbnails rather than more of them; one row is left for the tile that has the focus
  while (columns > 1 && (layout.seen + 1) * columns > MOST_ALIVE) {
    columns -= 1;
    layout = withColumns(columns, width, height, rem);
  }
  return layout;
}

function withColumns(columns: number, width: number, height: number, rem: number): GridLayout {
  const gap_px = GAP_REM * rem;
  const tile = Math.max(1, (width - gap_px * (columns - 1)) / columns);
  const row_px = Math.round(tile * SHAPE + CAPTION_REM * rem + gap_px);
  const seen = Math.ceil(height / row_px) + 1;
  const spare = Math.floor(MOST_ALIVE / columns) - 1 - seen;
  return { columns, row_px, gap_px, seen, beside: Math.max(0, Math.min(BESIDE, Math.floor(spare / 2))) };
}

export interface RowRange {
  first: number;
  /** The row after the last one. */
  end: number;
}

/** The rows to keep alive when the grid's top stands `top` pixels below the window's. */
export function rowsAlive({ row_px, seen, beside }: GridLayout, rows: number, top: number): RowRange {
  const at = Math.floor(-top / row_px);
  const end = Math.min(rows, Math.max(0, at + seen + beside));
  return { first: Math.max(0, Math.min(at - beside, end)), end };
}

/** Where an arrow or paging key leads from one tile; undefined for keys that move nothing. */
export function moveBy(
  key: string,
  ctrl: boolean,
  at: number,
  { count, columns, page }: { count: number; columns: number; page: number },
): number | undefined {
  const inRow = at % columns;
  const to = {
    ArrowRight: at + 1,
    ArrowLeft: at - 1,
    ArrowDown: at + columns,
    ArrowUp: at - columns,
    PageDown: at + columns * page,
    PageUp: at - columns * page,
    Home: ctrl ? 0 : at - inRow,
    End: ctrl ? count - 1 : Math.min(count - 1, at - inRow + columns - 1),
  }[key];
  if (to === undefined) return undefined;
  if (key === 'ArrowUp' && to < 0) return at;
  // below the last row's end there still is a last tile
  if (key === 'ArrowDown' && to >= count) return at + (columns - inRow) < count ? count - 1 : at;
  return Math.max(0, Math.min(count - 1, to));
}
