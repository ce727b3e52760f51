import type { Rung } from '../../../storage/ladder.ts';

/**
 * Facts that a store's answer decides, by the form each has. What has another form is left out: a page gets codes and
 * names from the server, never a text of the other side (MODEL.md section 11).
 */
const FORMS: Readonly<Record<string, RegExp>> = {
  action: /^[\w.:]{1,64}$/,
  content_type: /^[\w.+-]{1,50}\/[\w.+-]{1,50}$/,
  endpoint: /^[\w.:[\]-]{1,255}$/,
  found: /^[a-z0-9-]{1,64}$/,
  permission: /^[\w.:]{1,64}$/,
  region: /^[a-z0-9-]{0,64}$/,
  store_code: /^[\w.-]{1,64}$/,
  target: /^[\w.:[\]-]{1,255}$/,
};

/** Only those facts that are what their name says. */
export function plainFacts(facts: Readonly<Record<string, string>>): Record<string, string> {
  const kept = Object.entries(facts).filter(([name, value]) => FORMS[name]?.test(value) ?? true);
  return Object.fromEntries(kept);
}

/** A ladder as it leaves the server. */
export const plainRungs = (rungs: readonly Rung[]): Rung[] =>
  rungs.map((rung) => ({ ...rung, facts: plainFacts(rung.facts) }));
