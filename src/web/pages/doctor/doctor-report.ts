import type { explain } from '../../../storage/explain.ts';
import type { Rung } from '../../../storage/ladder.ts';

interface Walked {
  address: string;
  origin: string;
  version: string;
  time: Date;
  browser: readonly Rung[] | undefined;
  server: readonly Rung[] | undefined;
  explain: typeof explain;
}

const factsOf = ({ facts }: Rung) =>
  Object.entries(facts)
    .map(([name, value]) => ` ${name}=${JSON.stringify(value)}`)
    .join('');

function half(who: 'browser' | 'server', rungs: readonly Rung[] | undefined, walked: Walked): string[] {
  if (!rungs) return [`${who}: did not climb`];
  const lines = rungs.map((rung) => `  ${rung.rung}: ${rung.state} (${rung.code})${factsOf(rung)}`);
  const broken = rungs.find(({ state }) => state === 'broken');
  if (!broken) return [`${who}:`, ...lines];
  const { title, sentence, cure } = walked.explain(broken, { who, origin: walked.origin });
  return [`${who}:`, ...lines, `  ${title}: ${sentence}`, ...(cure ? [`  Cure: ${cure.text}`] : [])];
}

/** The walk as text for a colleague or a ticket: what each side found at each rung. Rungs hold no secrets. */
export function reportOf(walked: Walked): string {
  return [
    'Storage doctor',
    `address: ${walked.address}`,
    `page: ${walked.origin}, Atrium ${walked.version}`,
    `time: ${walked.time.toISOString()}`,
    ...half('browser', walked.browser, walked),
    ...half('server', walked.server, walked),
    '',
  ].join('\n');
}
