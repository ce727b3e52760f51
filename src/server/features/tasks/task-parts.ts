import { type RawBuilder, sql } from 'kysely';
import type { ParsedRequestOf } from '../../../contract/contract.ts';
import type { TaskChange } from './task-store.ts';

type Edit = ParsedRequestOf<'tasks.edit'>;
type Create = ParsedRequestOf<'tasks.create'>;
type Given<Name extends keyof Edit> = NonNullable<Edit[Name]>;
type Map = Record<string, unknown>;

export type GivenFields = Omit<Edit, 'task' | 'force'> | Create;
export type Artifact = NonNullable<Given<'execution'>['artifacts']>[number];

/** A part without the fields that a client left null. */
export function withoutNulls<Part extends object>(part: Part): Map {
  return Object.fromEntries(
    Object.entries(part).filter(([, value]) => value !== null && value !== undefined),
  );
}

const eachOf = <Value>(map: Record<string, Value>, made: (name: string, value: Value) => unknown) =>
  Object.fromEntries(Object.entries(map).map(([name, value]) => [name, made(name, value)]));

/** Sections of hyperparameters, each of which names its section and itself, as clients read them. */
export const hyperparamsOf = (sections: Given<'hyperparams'>) =>
  eachOf(sections, (section, params) =>
    eachOf(params, (name, param) => ({ ...withoutNulls(param), section, name })),
  ) as Record<string, Record<string, Map>>;

export const configurationOf = (items: Given<'configuration'>) =>
  eachOf(items, (name, item) => ({ ...withoutNulls(item), name })) as Record<string, Map>;

/** Artifacts as they are kept; one without a mode is one the task made. */
export const artifactsOf = (artifacts: readonly Artifact[]): Map[] =>
  artifacts.map((artifact) => ({ ...withoutNulls(artifact), mode: artifact.mode ?? 'output' }));

/** Without artifacts, which stand in a column of their own, and the queue, which only queueing sets. */
export function executionOf({ artifacts: _, queue: __, ...execution }: Given<'execution'>): Map {
  return withoutNulls(execution);
}

export const modelsOf = ({ input, output }: Given<'models'>) => ({
  input: input ?? [],
  output: output ?? [],
});

const json = (value: unknown) => (value === undefined ? undefined : JSON.stringify(value));
const given = <Value, Made>(value: Value | null | undefined, made: (value: Value) => Made) =>
  value === null || value === undefined ? undefined : made(value);
const defined = <Change extends object>(change: Change) =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<Change>;

/** A reference: an empty text stands for none. */
const reference = (id: string | null | undefined) => given(id, (value) => (value === '' ? null : value));

/** The columns of a new task for what was given of its fields. */
export function newColumns(fields: GivenFields) {
  const { execution, output_dest } = fields;
  return defined({
    ...commonColumns(fields),
    execution: json(given(execution, executionOf)),
    output: json(given(output_dest, (destination) => ({ destination }))),
  });
}

/** What of an existing task changes for the fields given; maps are replaced whole. */
export function changedColumns(fields: GivenFields): TaskChange {
  const { execution, output_dest } = fields;
  return defined({
    ...commonColumns(fields),
    execution: given(execution, (value) => keepingQueue(executionOf(value))),
    output: given(output_dest, (destination) => outputWith({ destination })),
  });
}

/** The output of a task with these fields set. */
export const outputWith = (fields: Map): RawBuilder<string> =>
  sql`output || ${JSON.stringify(fields)}::jsonb`;

const keepingQueue = (execution: Map): RawBuilder<string> =>
  sql`jsonb_strip_nulls(jsonb_build_object('queue', execution -> 'queue')) || ${JSON.stringify(execution)}::jsonb`;

function commonColumns(fields: GivenFields) {
  return {
    name: fields.name ?? undefined,
    type: fields.type ?? undefined,
    comment: fields.comment ?? undefined,
    tags: fields.tags ?? undefined,
    system_tags: fields.system_tags ?? undefined,
    project_id: reference(fields.project),
    parent_id: reference(fields.parent),
    script: json(given(fields.script, withoutNulls)),
    artifacts: json(given(fields.execution?.artifacts, artifactsOf)),
    hyperparams: json(given(fields.hyperparams, hyperparamsOf)),
    configuration: json(given(fields.configuration, configurationOf)),
    runtime: json(fields.runtime ?? undefined),
    container: json(given(fields.container, withoutNulls)),
    models: json(given(fields.models, modelsOf)),
  };
}

const SHOWN = ['name', 'type', 'comment', 'parent', 'project', 'output_dest', 'tags', 'system_tags'] as const;

/** What an answer says was set: the short fields; whoever sent the long ones has them. */
export function shownFields(fields: Partial<GivenFields>): Map {
  return withoutNulls(Object.fromEntries(SHOWN.map((name) => [name, fields[name]])));
}
