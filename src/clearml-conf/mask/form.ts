/** Begins every mask; the eight characters of its id follow. */
export const MASK_DOTS = '••••••••';

/** How a mask is written: in place of a value, of a comment, or of a whole text that cannot be read. */
export type MaskKind = 'value' | 'comment' | 'text';

/** A mask as it stands in the masked text. A value's form is a text in quotes in HOCON, JSON and YAML alike. */
export function maskForm(kind: MaskKind, id: string): string {
  if (kind === 'value') return `"${MASK_DOTS}${id}"`;
  return kind === 'comment' ? `# ${MASK_DOTS}${id}` : `${MASK_DOTS}${id}`;
}

/** Dots found in a text. Without `kind` they stand inside something else; without `id` too, they name nothing. */
export type MaskSite = { from: number; to: number; id?: string; kind?: MaskKind };

/** Every place in a text where the dots of a mask stand, in order. */
export function findMaskSites(text: string): MaskSite[] {
  const sites: MaskSite[] = [];
  let end = 0;
  for (let dots = text.indexOf(MASK_DOTS); dots >= 0; dots = text.indexOf(MASK_DOTS, end)) {
    const site = siteAt(text, dots);
    sites.push(site);
    end = Math.max(site.to, dots + MASK_DOTS.length);
  }
  return sites;
}

function siteAt(text: string, dots: number): MaskSite {
  const behind = dots + MASK_DOTS.length;
  const id = /^[a-z0-9]{8}(?![a-z0-9])/.exec(text.slice(behind, behind + 9))?.[0];
  if (id === undefined) return { from: dots, to: behind };
  const to = behind + id.length;
  if (dots === 0 && to === text.length) return { from: 0, to, id, kind: 'text' };
  if (text[dots - 1] === '"' && text[to] === '"') return { from: dots - 1, to: to + 1, id, kind: 'value' };
  const endsLine = /^(\r?\n|\r?$)/.test(text.slice(to, to + 2));
  if (endsLine && text.slice(dots - 2, dots) === '# ') return { from: dots - 2, to, id, kind: 'comment' };
  return { from: dots, to, id };
}
