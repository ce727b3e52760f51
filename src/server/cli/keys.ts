import { randomBytes } from 'node:crypto';
import { readConfig } from '../config.ts';
import { describeKeys, type KeysStatus } from '../features/keys/describe-keys.ts';
import { HAND_OVER_S } from '../features/keys/hand-over.ts';
import { finishReplacing, layOutRootKey } from '../features/keys/replace-root-key.ts';
import { asRootKey } from '../features/keys/root-key.ts';
import { finishRotation, rotateRootKey } from '../features/keys/rotate-root-key.ts';
import { OperatorError } from '../operator-error.ts';
import { parseCommand, UsageError } from './usage-error.ts';
import { printDocument, type Store, withDatabase, withStore } from './with-store.ts';

const OPERATOR = { actor_id: null };
const JSON_OPTION = { json: { type: 'boolean' } } as const;

/** atrium keys rotate|status */
export async function keys([action = '', ...args]: string[]): Promise<number> {
  switch (action) {
    case 'rotate':
      return rotate(args);
    case 'status':
      return status(args);
    default:
      throw new UsageError(`There is no "keys ${action}".`);
  }
}

async function rotate(args: string[]): Promise<number> {
  const { values } = parseCommand({
    args,
    options: { ...JSON_OPTION, finish: { type: 'boolean' }, 'no-hand-over': { type: 'boolean' } },
  });
  if (values.finish && values['no-hand-over'])
    throw new UsageError('--finish and --no-hand-over do not go together.');
  if (values.finish) {
    const ended = await withStore(({ db }) => finishRotation(db, OPERATOR));
    const line = ended ? 'The former root key opens nothing any more.' : 'There was no hand-over to end.';
    printDocument(values.json, { hand_over_ended: ended }, [line]);
    return 0;
  }
  const { secrets } = readConfig(process.env);
  if (secrets.root_key && !secrets.new_root_key)
    throw new OperatorError(
      'ATRIUM_NEW_SECRET_KEY (or ATRIUM_NEW_SECRET_KEY_FILE) must hold the new root key beside the present ATRIUM_SECRET_KEY; nothing was changed. Make one with: openssl rand -base64 32',
      2,
    );
  const done = await withStore((store) => replace(store, !values['no-hand-over']));
  printDocument(values.json, done, [
    `${done.keys} keys are wrapped with the root key of id ${done.to} now, no longer with ${done.from}.`,
    done.saved_in
      ? `It is in ${done.saved_in}: back that up. The former one, for older dumps, is beside it as root.key.old-${done.from}.`
      : 'Set ATRIUM_SECRET_KEY to it wherever Atrium runs, and start those processes again one after another.',
    ...(done.hand_over_s > 0
      ? [
          'Running processes learn it by themselves. When all are started anew: atrium keys rotate --finish (it happens by itself after an hour).',
        ]
      : []),
  ]);
  return 0;
}

async function replace({ db, config, secrets, keyRing }: Store, mayHandOver: boolean) {
  const inFolder = secrets.root_key === undefined;
  const old = keyRing.rootKey;
  const next = asRootKey(secrets.new_root_key ?? randomBytes(32));
  // Processes of a data folder read root.key again; only others need it handed over.
  const handOver = mayHandOver && !inFolder;
  const prepare = () => {
    if (inFolder) layOutRootKey(config.data_dir, next);
  };
  const keys = await rotateRootKey(db, { old, next, handOver, prepare }, OPERATOR);
  if (inFolder) finishReplacing(config.data_dir, next.id);
  return {
    from: old.id,
    to: next.id,
    keys,
    saved_in: inFolder ? `${config.data_dir}/root.key` : null,
    hand_over_s: handOver ? HAND_OVER_S : 0,
  };
}

async function status(args: string[]): Promise<number> {
  const { values } = parseCommand({ args, options: JSON_OPTION });
  const found = await withDatabase(({ config, secrets, db }) =>
    describeKeys({ data_dir: config.data_dir, root_key: secrets.root_key }, db),
  );
  printDocument(values.json, found, linesOf(found));
  for (const problem of found.problems) process.stderr.write(`${problem}\n`);
  return found.problems.length > 0 ? 1 : 0;
}

function linesOf({ root_key, wrapped_by, hand_over }: KeysStatus): string[] {
  return [
    `Root key: ${root_key ? `${root_key.id} (${root_key.from})` : 'none'}`,
    ...wrapped_by.map(
      ({ root_key_id, keys, opened }) =>
        `Wrapped with ${root_key_id}: ${Object.entries(keys)
          .map(([purpose, number]) => `${number} ${purpose}`)
          .join(', ')}; ${opened} opened`,
    ),
    ...(wrapped_by.length === 0 ? ['No keys yet.'] : []),
    hand_over
      ? `Hand-over: ${hand_over.from} opens ${hand_over.to}, for ${hand_over.age_s} s of ${hand_over.lasts_s} s; atrium keys rotate --finish ends it`
      : 'Hand-over: none',
  ];
}
