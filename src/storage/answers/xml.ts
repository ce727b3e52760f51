/** An element of a store's XML: no store mixes text and elements. */
export interface XmlElement {
  name: string;
  attributes: string;
  text: string;
  children: XmlElement[];
}

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
/** Deeper than any store nests; what is deeper is somebody's attempt. */
const DEEPEST = 20;

/**
 * Reads the XML that stores answer: elements, text and entities. Declarations and comments are skipped, entities of
 * a document's own do not exist. Undefined when it is no XML, such as a page of HTML or a text cut off.
 */
export function readXml(text: string): XmlElement | undefined {
  const root: XmlElement = { name: '', attributes: '', text: '', children: [] };
  const open = [root];
  let at = 0;
  while (at < text.length) {
    const start = text.indexOf('<', at);
    const element = open[open.length - 1] ?? root;
    element.text += decoded(text.slice(at, start < 0 ? text.length : start));
    if (start < 0) break;
    const end = endOfTag(text, start);
    if (end < 0) return undefined;
    const tag = text.slice(start + 1, end);
    at = end + 1;
    if (tag.startsWith('![CDATA[')) element.text += tag.slice(8, -2);
    else if (!tag.startsWith('?') && !tag.startsWith('!') && !takeTag(tag, open)) return undefined;
  }
  return open.length === 1 && root.children.length === 1 ? root.children[0] : undefined;
}

function endOfTag(text: string, start: number): number {
  if (text.startsWith('<!--', start)) return end(text, '-->', start);
  return text.startsWith('<![CDATA[', start) ? end(text, ']]>', start) : text.indexOf('>', start);
}

function end(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? -1 : at + mark.length - 1;
}

/** Opens or closes an element; false when the tags do not fit. */
function takeTag(tag: string, open: XmlElement[]): boolean {
  if (tag.startsWith('/')) return open.length > 1 && open.pop()?.name === tag.slice(1).trim();
  const [, name = '', attributes = '', closed = ''] =
    /^([\w:.-]+)([^/]*(?:\/(?!$)[^/]*)*)(\/?)$/.exec(tag) ?? [];
  if (name === '' || open.length > DEEPEST) return false;
  const element = { name, attributes, text: '', children: [] };
  open[open.length - 1]?.children.push(element);
  if (closed === '') open.push(element);
  return true;
}

function decoded(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,4});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name] ?? whole;
    const code =
      name[1] === 'x' || name[1] === 'X' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** The first child of that name. */
export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => child.name === name);
}

/** The text of the first child of that name, '' without one. */
export function textOf(element: XmlElement | undefined, name: string): string {
  return childOf(element, name)?.text ?? '';
}
