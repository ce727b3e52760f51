import type { Param } from './configuration-queries.ts';

export interface ParamSection {
  name: string;
  params: Param[];
}

/** Whether the name or the value holds a text, whatever its case. */
export function holds({ name, value }: Pick<Param, 'name' | 'value'>, search: string): boolean {
  const text = search.trim().toLowerCase();
  return name.toLowerCase().includes(text) || (value ?? '').toLowerCase().includes(text);
}

/** Parameters by section, both in the order they come; with a text only those whose name or value holds it. */
export function sectionsOf(params: readonly Param[], search = ''): ParamSection[] {
  const sections = new Map<string, Param[]>();
  for (const param of params) {
    if (!holds(param, search)) continue;
    const list = sections.get(param.section);
    if (list) list.push(param);
    else sections.set(param.section, [param]);
  }
  return [...sections].map(([name, list]) => ({ name, params: list }));
}

/** A section as lines to paste: "name: value". */
export const asLines = (params: readonly Param[]) =>
  params.map(({ name, value }) => `${name}: ${value ?? ''}`).join('\n');

/** What clients call the parameters that people add to a task; they may change in any status. */
const PROPERTIES = 'properties';

export const sectionTitle = (name: string) => (name === PROPERTIES ? 'User properties' : name);

/** Parameters change only while the task is a draft, user properties at any time. */
export const mayEdit = (status: string, section: string) => status === 'created' || section === PROPERTIES;

/** Why rows cannot be saved as they stand; undefined when they can. */
export function wrongRows(rows: readonly Pick<Param, 'name'>[]): string | undefined {
  const names = rows.map(({ name }) => name.trim());
  if (names.includes('')) return 'Give every parameter a name, or remove its row.';
  const seen = new Set<string>();
  const twice = names.find((name) => seen.size === seen.add(name).size);
  return twice === undefined ? undefined : `“${twice}” is there twice. Keep one of them.`;
}
