import { hostName, isLoopback } from '../host.ts';
import type { NoAnswer } from '../ladder.ts';
import { bucketInHost, originOf, pathOf } from '../origin.ts';
import type { Place } from '../place.ts';
import { broken, type Climb, type Failed, type Finding, notNeeded, passed, placeFacts } from './climb.ts';
import type { Tried } from './trial.ts';

/** What a browser asks before requests that are not simple. */
const PREFLIGHT = { 'access-control-request-method': 'GET' };

/** The third rung: is there a store at that address, and may the page speak with it at all. */
export async function reachHost(climb: Climb): Promise<{ finding: Finding; preflight?: Tried }> {
  const { reach, place, input } = climb;
  if (input.through_door && reach.who === 'browser') return { finding: notNeeded('through_door') };
  const facts = { ...placeFacts(place), host: hostOf(place), origin: reach.origin };
  if (!input.through_door && isMixed(place, reach.origin)) return { finding: broken('mixed_content', facts) };
  const url = originOf(place) + pathOf(place, climb.object.key);
  if (reach.answers) {
    const answers = await reach.answers(originOf(place) + pathOf(place, ''));
    if (answers) return { finding: passed('answers', facts) };
    return { finding: await whyNoAnswer(climb, { failed: 'unreachable', detail: '' }, facts) };
  }
  const preflight = await climb.trial.send(url, 'OPTIONS', PREFLIGHT);
  if (!preflight.failed) {
    const finding = whereItLeads(preflight, facts);
    return finding ? { finding } : { finding: passed('answers', facts), preflight };
  }
  return { finding: await whyNoAnswer(climb, preflight.failed, facts) };
}

function hostOf(place: Place): string {
  return originOf(place).replace(/^https?:\/\//, '');
}

/** An https page may ask no http host, but for this machine itself. */
function isMixed({ scheme, host }: Place, origin: string): boolean {
  return scheme === 'http' && origin.startsWith('https:') && !isLoopback(host);
}

/** A redirect is never followed: it is told, and one into a private network is named as such. */
export function whereItLeads({ error }: Tried, facts: Record<string, string>): Finding | undefined {
  if (error?.code === 'https_required') return broken('https_required', facts);
  if (error?.code !== 'redirected') return undefined;
  const target = error.endpoint ?? '';
  const own = { ...facts, target };
  return isPrivate(target) ? broken('redirect_private', own) : broken('redirected', own);
}

/** Whether an address written into a host is of this machine or of a private or link-local network. */
export function isPrivate(host: string): boolean {
  const name = hostName(host);
  return (
    isLoopback(name) ||
    /^(0|10|127)\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\.|^169\.254\.|^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./.test(
      name,
    ) ||
    /^\[(::|f[cd]|fe[89ab])/i.test(name)
  );
}

const CERTIFICATES: readonly (readonly [RegExp, string])[] = [
  [/EXPIRED/, 'certificate_expired'],
  [/ALTNAME/, 'certificate_name'],
  [/SELF_SIGNED|UNABLE_TO_(VERIFY|GET)|UNTRUSTED/, 'self_signed'],
];

async function whyNoAnswer(
  climb: Climb,
  { failed, detail }: Failed,
  facts: Record<string, string>,
): Promise<Finding> {
  const certificate = failed === 'tls' ? CERTIFICATES.find(([form]) => form.test(detail))?.[1] : undefined;
  const code = certificate ?? failed;
  if (code === 'name_unknown' || code === 'certificate_name' || code === 'unreachable') {
    if (await answersInPath(climb)) return broken('bucket_not_in_host', facts);
    if (climb.place.kind === 's3' && climb.place.host === '' && code === 'name_unknown') {
      return broken('no_such_region', facts);
    }
  }
  if (mayBeScheme(code) && climb.place.host !== '') {
    const scheme = await otherScheme(climb);
    if (scheme) return broken('wrong_scheme', { ...facts, found: scheme });
  }
  return broken(code, { ...facts, ...(detail ? { detail } : {}) });
}

const mayBeScheme = (code: NoAnswer | string) => code === 'tls' || code === 'unreachable';

/** Whether the store answers when the bucket stands in the path. */
async function answersInPath(climb: Climb): Promise<boolean> {
  if (!bucketInHost(climb.place) || climb.place.host === '') return false;
  return await answersAt(climb, { ...climb.place, style: 'path' });
}

/** The other scheme, if the same host and port answer by it. */
async function otherScheme(climb: Climb): Promise<'http' | 'https' | undefined> {
  const scheme = climb.place.scheme === 'https' ? 'http' : 'https';
  return (await answersAt(climb, { ...climb.place, scheme })) ? scheme : undefined;
}

async function answersAt({ reach, trial, object }: Climb, place: Place): Promise<boolean> {
  if (reach.answers) return await reach.answers(originOf(place) + pathOf(place, ''));
  const { answer, error } = await trial.send(
    originOf(place) + pathOf(place, object.key),
    'OPTIONS',
    PREFLIGHT,
  );
  return answer !== undefined && error?.code !== 'https_required' && error?.code !== 'redirected';
}
