import { z } from 'zod';
import { map, tags, taskType } from './entities.ts';
import { integer } from './fields.ts';

/** Parts of a task as clients write them. What a client leaves null it leaves out. */

const text = z.string().nullish();

/** Clients send numbers and booleans where the text of a value is meant. */
const valueText = z.preprocess(
  (value) => (typeof value === 'number' || typeof value === 'boolean' ? String(value) : value),
  text,
);

export const paramsItem = z.object({
  section: text,
  name: text,
  value: valueText,
  type: text,
  description: text,
});
export const configurationItem = z.object({ name: text, type: text, value: valueText, description: text });

/** An artifact without `mode` is one the task made: clients leave it out and read it later. */
export const artifactMode = z.enum(['input', 'output']);
export const artifact = z.object({
  key: z.string().min(1),
  type: text,
  mode: artifactMode.nullish(),
  uri: text,
  content_size: integer.nullish(),
  hash: text,
  timestamp: integer.nullish(),
  type_data: z.object({ preview: text, content_type: text, data_hash: text }).nullish(),
  display_data: z.array(z.array(z.string())).nullish(),
});

export const script = z.object({
  binary: text,
  branch: text,
  diff: text,
  entry_point: text,
  repository: text,
  requirements: map.nullish(),
  tag: text,
  version_num: text,
  working_dir: text,
});

export const execution = z.object({
  queue: text,
  test_split: integer.nullish(),
  parameters: map.nullish(),
  model: text,
  model_desc: map.nullish(),
  model_labels: map.nullish(),
  framework: text,
  docker_cmd: text,
  dataviews: z.array(map).nullish(),
  artifacts: z.array(artifact).nullish(),
});

export const modelItem = z.object({ name: z.string().min(1), model: z.string().min(1) });
export const models = z.object({ input: z.array(modelItem).nullish(), output: z.array(modelItem).nullish() });

export const hyperparams = z.record(z.string(), z.record(z.string(), paramsItem));
export const configuration = z.record(z.string(), configurationItem);
export const container = z.record(z.string(), text);

/** Fields of a task that creating and editing have in common. */
export const taskFields = {
  comment: text,
  parent: text,
  project: text,
  output_dest: text,
  tags: tags.nullish(),
  system_tags: tags.nullish(),
  script: script.nullish(),
  execution: execution.nullish(),
  hyperparams: hyperparams.nullish(),
  configuration: configuration.nullish(),
  runtime: map.nullish(),
  container: container.nullish(),
  models: models.nullish(),
};

export const editedType = taskType.nullish();
