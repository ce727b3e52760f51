/** What the address of a table of tasks says: columns, order and filters; lists are joined by commas. */
export interface TaskSearch {
  columns?: string;
  /** A column's id, "-" before it descends. */
  sort?: string;
  status?: string;
  type?: string;
  tags?: string;
  user?: string;
  name?: string;
  archived?: true;
}

const TEXTS = ['columns', 'sort', 'status', 'type', 'tags', 'user', 'name'] as const;

/** Reads the query of the address; a name that looks like a number comes as one. */
export function taskSearch(search: Record<string, unknown>): TaskSearch {
  const found: TaskSearch = search.archived ? { archived: true } : {};
  for (const key of TEXTS) {
    const value = search[key];
    if (value !== undefined && value !== null && value !== '') found[key] = String(value);
  }
  return found;
}

/** The items of a list in the address. */
export const readList = (text: string | undefined): string[] =>
  text ? text.split(',').map((item) => item.replaceAll('%2C', ',').replaceAll('%25', '%')) : [];

/** A list as it stands in the address; undefined when it is empty. */
export const writeList = (items: readonly string[]): string | undefined =>
  items.length > 0
    ? items.map((item) => item.replaceAll('%', '%25').replaceAll(',', '%2C')).join(',')
    : undefined;
