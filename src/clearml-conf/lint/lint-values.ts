import type { Origin, ResolvedObject, ResolvedValue } from '../../hocon/values.ts';
import { didYouMean, findKnownKey, isFreeBelow, isKnownSection } from '../known-keys.ts';
import type { Format } from '../read-format.ts';
import { type Report, replaceFix } from './codes.ts';

/** The agent puts these back to its own values after reading a vault. */
export const KEYS_THE_AGENT_KEEPS = [
  'cuda_version',
  'cudnn_version',
  'default_python',
  'worker_id',
  'worker_name',
  'debug',
] as const;

const MOST_GUESSES = 20;

/** Findings about what the settings mean, in any format. */
export function lintValues(root: ResolvedValue, text: string, format: Format, report: Report): void {
  if (root.kind !== 'object') {
    if (!report.has('root-list'))
      report.add('root-list', root.origin, 'Clients drop all but an object.', 'Start with an object.');
    return;
  }
  lintAgent(root.fields.get('agent'), report);
  lintSection(root, 'environment', text, format, report);
  lintSection(root, 'files', text, format, report);
  lintEnvironment(root.fields.get('environment'), report);
  const api = root.fields.get('api');
  if (api) {
    const message = 'A vault arrives after log-in, so these settings reach only later sessions and tasks.';
    report.add(
      'api-after-login',
      keyPlace(api.origin),
      message,
      'Set the servers and credentials in clearml.conf.',
    );
  }
  for (const section of ['sdk', 'agent', 'api']) lintKeys(root.fields.get(section), [section], report);
}

const keyPlace = (origin: Origin) => ({ from: origin.from, to: Math.min(origin.to, origin.from + 1) });

function lintAgent(agent: ResolvedValue | undefined, report: Report): void {
  if (agent?.kind !== 'object') return;
  for (const key of KEYS_THE_AGENT_KEEPS) {
    const value = agent.fields.get(key);
    if (!value) continue;
    const message = `Agents keep their own agent.${key}; a vault cannot set it.`;
    report.add('agent-key-kept', value.origin, message, "Set it in that machine's clearml.conf.");
  }
}

function lintSection(root: ResolvedObject, name: string, text: string, format: Format, report: Report): void {
  const section = root.fields.get(name);
  if (section?.kind !== 'object' || section.fields.size === 0) return;
  const sdk = root.fields.get('sdk');
  const apply = sdk?.kind === 'object' ? sdk.fields.get(`apply_${name}`) : undefined;
  if (apply?.kind === 'boolean' && apply.value) return;
  const end = text.endsWith('\n') || text === '' ? '' : '\n';
  const canAppend = format === 'hocon' && !/^\s*\{/.test(text);
  const at = { from: text.length, to: text.length };
  const fix = canAppend ? replaceFix('Switch it on', at, `${end}sdk.apply_${name} = true\n`) : undefined;
  const message = `The SDK uses the section ${name} only when sdk.apply_${name} is true.`;
  report.add(
    'needs-apply',
    keyPlace(section.origin),
    message,
    `Set sdk.apply_${name} to true; agents do it by themselves.`,
    fix,
  );
}

function lintEnvironment(environment: ResolvedValue | undefined, report: Report): void {
  if (environment?.kind !== 'object') return;
  for (const [name, value] of environment.fields) {
    const { kind } = value;
    if (kind === 'string' || kind === 'expression' || kind === 'object' || kind === 'array') continue;
    const isFalse =
      kind === 'null' || (kind === 'boolean' && !value.value) || (kind === 'number' && value.value === 0);
    if (!isFalse && kind === 'number') continue;
    const message = `Clients set ${name} to ${isFalse ? 'an empty text' : 'True'} here.`;
    const written = kind === 'null' ? '""' : `"${kind === 'number' ? value.raw : String(value.value)}"`;
    const fix = replaceFix(`Write ${written}`, value.origin, written);
    report.add('environment-value', value.origin, message, 'Put the value in quotes.', fix);
  }
}

function lintKeys(value: ResolvedValue | undefined, path: readonly string[], report: Report): void {
  if (value?.kind !== 'object') return;
  for (const [key, field] of value.fields) {
    const here = [...path, key];
    if (isKnownSection(here)) lintKeys(field, here, report);
    else if (!findKnownKey(here) && !isFreeBelow(here)) lintUnknown(here, field, report);
  }
}

function lintUnknown(path: readonly string[], field: ResolvedValue, report: Report): void {
  const name = path.join('.');
  // Looking for the nearest name takes its time; who has many unknown keys needs no guess for each.
  const meant = report.count('unknown-key') < MOST_GUESSES ? didYouMean(path) : undefined;
  const message = `ClearML knows no setting ${name}.`;
  const hint = meant ? `Did you mean ${meant}?` : 'Check the spelling; clients will ignore it.';
  report.add('unknown-key', field.origin, message, hint);
}
