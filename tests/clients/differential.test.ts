import { describe, expect, inject, test } from 'vitest';
import { LINT_CODES } from '../../src/clearml-conf/lint/codes.ts';
import { lint } from '../../src/clearml-conf/lint.ts';
import { judgeAll } from './differential/compare.ts';
import { fixtureDocuments } from './differential/fixtures.ts';
import { generate, PRODUCTIONS } from './differential/generator.ts';
import { readsDifferently } from './differential/spec-mode.ts';
import type { Client } from './differential/witness.ts';

const COUNT = Number(process.env.DIFFERENTIAL_DOCUMENTS ?? 20_000);
const SEED = Number(process.env.DIFFERENTIAL_SEED ?? Date.now() % 2_000_000_000);
const AGENT_COUNT = Math.ceil(COUNT / 20);
const LEAST_OF_EACH = 50;
const MINUTES = 60_000;

const python = inject('python');
const missing = 'skipped' in python ? python.skipped : undefined;
const bins = 'skipped' in python ? { sdk: '', agent: '' } : python;
const SDK: Client = { bin: bins.sdk, module: 'clearml.utilities.pyhocon' };
const AGENT: Client = { bin: bins.agent, module: 'clearml_agent.external.pyhocon' };

describe.skipIf(missing)(`readAsClient and the genuine pyhocon${missing ? ` (${missing})` : ''}`, () => {
  const documents = Array.from({ length: COUNT }, (_, index) => generate(SEED + index));

  test(`agree on ${COUNT} generated documents`, { timeout: 60 * MINUTES }, async () => {
    console.log(`seeds ${SEED} to ${SEED + COUNT - 1} (DIFFERENTIAL_SEED=${SEED} repeats the run)`);
    const { verdicts, disagreements, unlinted, failures } = await judgeAll(SDK, documents);
    console.log(Object.fromEntries(verdicts), `${failures} failed to be read`);
    expect(disagreements.slice(0, 20)).toEqual([]);
    expect(unlinted.slice(0, 20)).toEqual([]);
  });

  test(`agree on ${AGENT_COUNT} of them in the agent, whose parser library is an older one`, {
    timeout: 20 * MINUTES,
  }, async () => {
    const { disagreements } = await judgeAll(AGENT, documents.slice(0, AGENT_COUNT));
    expect(disagreements.slice(0, 20)).toEqual([]);
  });

  test('agree on every fixture', { timeout: 20 * MINUTES }, async () => {
    const fixtures = fixtureDocuments();
    console.log(`${fixtures.length} fixtures`);
    const { verdicts, disagreements, unlinted } = await judgeAll(SDK, fixtures);
    console.log(Object.fromEntries(verdicts));
    expect(disagreements).toEqual([]);
    expect(unlinted).toEqual([]);
  });
});

describe('the generated documents', () => {
  const documents = Array.from({ length: COUNT }, (_, index) => generate(SEED + index));

  test('use every production often', () => {
    const used = new Map<string, number>(PRODUCTIONS.map((name) => [name, 0]));
    for (const document of documents)
      for (const [name, times] of document.used) used.set(name, (used.get(name) ?? 0) + times);
    console.log(Object.fromEntries(used));
    const wanted = LEAST_OF_EACH * Math.min(1, COUNT / 20_000);
    expect([...used].filter(([, times]) => times < wanted)).toEqual([]);
  });

  test('make every finding of the check appear often', { timeout: 20 * MINUTES }, () => {
    const found = new Map<string, number>(Object.keys(LINT_CODES).map((code) => [code, 0]));
    for (const { text } of documents) {
      for (const code of new Set(lint(text, 'hocon').map((finding) => finding.code))) {
        if (code in LINT_CODES) found.set(code, (found.get(code) ?? 0) + 1);
      }
    }
    console.log(Object.fromEntries(found));
    const wanted = LEAST_OF_EACH * Math.min(1, COUNT / 20_000);
    expect([...found].filter(([, times]) => times < wanted)).toEqual([]);
  });

  test('read differently by the specification in at least 30 % of cases', { timeout: 20 * MINUTES }, () => {
    const different = documents.filter(readsDifferently).length;
    console.log(`${((100 * different) / COUNT).toFixed(1)} % read differently`);
    expect(different / COUNT).toBeGreaterThanOrEqual(0.3);
  });
});
