import { z } from 'zod';
import { ADMINISTRATORS, endpoint } from './endpoint.ts';
import { id, integer, line, nothing, time } from './fields.ts';

/** Longest text of a vault in bytes of UTF-8: 256 KiB. */
export const MAX_VAULT_BYTES = 262_144;

/** Vaults a workspace may have beside the personal ones: each client that starts receives all that apply. */
export const MAX_WORKSPACE_VAULTS = 100;

export const vaultFormat = z.enum(['hocon', 'json', 'yaml']);

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a configuration text may not hold
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]|[\ud800-\udfff]/u;

/** Bytes of a text in UTF-8; each half of a surrogate pair counts for two. */
function utf8Length(text: string): number {
  let bytes = text.length;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit > 0x7f) bytes += unit > 0x7ff && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1;
  }
  return bytes;
}

/** The rule a vault's text breaks, with the place, or undefined. */
function brokenRule(text: string): string | undefined {
  if (utf8Length(text) > MAX_VAULT_BYTES) return 'must have at most 256 KiB in UTF-8';
  const found = CONTROL.exec(text);
  if (!found) return undefined;
  const before = text.slice(0, found.index).split('\n');
  const code = (found[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `must not hold U+${code} (line ${before.length}, column ${(before.at(-1) ?? '').length + 1})`;
}

/** Text of a vault: at most 256 KiB, no control characters but tab and line ends, no lone surrogates. */
export const vaultText = z.string().superRefine((text, context) => {
  const message = brokenRule(text);
  if (message) context.addIssue({ code: 'custom', message });
});

const vaultName = line(1, 100);
const description = line(0, 1000);
const note = line(0, 500);
/** The database numbers versions with 32 bits. */
const MOST_VERSIONS = 2_147_483_647;
const version = integer.pipe(z.number().min(1).max(MOST_VERSIONS));

/** Keys whose values count as secret beside the built-in ones: a key's name, or a dotted path with all below it. */
const secretKeys = z.array(line(1, 256)).max(100);

/** A remark of the check. Offsets in UTF-16 units of the text as shown; line and column from 1. */
const finding = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning', 'note']),
  message: z.string(),
  hint: z.string(),
  from: z.number(),
  to: z.number(),
  line: z.number(),
  column: z.number(),
  fix: z
    .object({
      title: z.string(),
      edits: z.array(z.object({ from: z.number(), to: z.number(), text: z.string() })),
    })
    .optional(),
});

const person = z.object({ id: z.string(), name: z.string() });

const vault = z.object({
  id,
  /** "user": personal; "group": the workspace's. */
  scope: z.enum(['user', 'group']),
  name: z.string(),
  description: z.string(),
  enabled: z.boolean(),
  /** Place among the workspace's vaults, from 1; a later one wins. */
  position: z.number(),
  for_all: z.boolean(),
  /** Those it is for when not for all; given to who may edit it. */
  members: z.array(person).optional(),
  /** How many members' processes receive it while it is on. */
  readers: z.number(),
  secret_keys: z.array(z.string()),
  format: vaultFormat,
  version: z.number(),
  /** How many values it sets. */
  keys: z.number(),
  updated: time,
  updated_by: person.nullable(),
  may_edit: z.boolean(),
});

const shownVersion = z.object({
  version: z.number(),
  format: vaultFormat,
  created: time,
  author: person.nullable(),
  note: z.string(),
  restored_from: z.number().nullable(),
});

const wireVault = z.object({
  id,
  name: z.string(),
  data: z.string(),
  description: z.string(),
  enabled: z.boolean(),
  format: vaultFormat,
  scope: z.enum(['user', 'group']),
  type: z.literal('config'),
  version: z.number(),
});

const one = z.object({ vault: id });
const write = { effect: 'write', atrium: true, no_impersonation: true } as const;

const listOfText = z.preprocess(
  (value) => (typeof value === 'string' ? [value] : value),
  z.array(z.string()),
);

export const vaults = {
  'users.get_vaults': endpoint(
    {
      summary:
        'Gives the configuration that applies to the caller, as HOCON, the workspace’s vaults first and one’s own last.',
      effect: 'read',
    },
    z.object({ enabled: z.boolean().nullish(), types: listOfText.nullish() }),
    z.object({ vaults: z.array(wireVault) }),
  ),
  'users.add_or_update_vault': endpoint(
    {
      summary: 'Makes or changes one’s own vault, or by an administrator one of the workspace.',
      effect: 'write',
      no_impersonation: true,
    },
    z.object({
      vault: z.object({
        id: id.nullish(),
        name: vaultName.nullish(),
        scope: z.enum(['user', 'group']).nullish(),
        enabled: z.boolean().nullish(),
        data: vaultText.nullish(),
        format: vaultFormat.nullish(),
        type: z.literal('config').nullish(),
        description: description.nullish(),
      }),
      group: z.string().nullish(),
    }),
    z.object({ vault: id }),
  ),
  'users.delete_vaults': endpoint(
    { summary: 'Deletes vaults with their history, all or none.', effect: 'write', no_impersonation: true },
    z.object({ vaults: z.array(z.string()).min(1).max(100) }),
    z.object({ deleted: z.number() }),
  ),
  'vaults.get_all': endpoint(
    { summary: 'Lists one’s own vault and those of the workspace that apply.', effect: 'read', atrium: true },
    nothing,
    z.object({
      personal: vault.nullable(),
      /** In their order; administrators see all, others those that apply to them. */
      workspace: z.array(vault),
      may_manage: z.boolean(),
    }),
  ),
  'vaults.get_by_id': endpoint(
    {
      summary: 'Shows one vault, its secrets masked, with what the check says of it.',
      effect: 'read',
      atrium: true,
    },
    one,
    z.object({
      vault,
      /** Masked; whole when it does not parse. */
      text: z.string(),
      parsed: z.boolean(),
      findings: z.array(finding),
    }),
  ),
  'vaults.save': endpoint(
    {
      ...write,
      summary: 'Saves a text as a new version; what is masked in it stays as it was.',
    },
    z.object({
      /** Left out: a new vault. */
      vault: id.nullish(),
      scope: z.enum(['user', 'group']).default('user'),
      /** New vaults of the workspace need one. */
      name: vaultName.nullish(),
      description: description.nullish(),
      text: vaultText,
      format: vaultFormat,
      /** The version that was edited; 0 for a new vault. */
      base: integer.pipe(z.number().min(0).max(MOST_VERSIONS)),
      note: note.default(''),
      /** Turns it on or off with this save; left out: as it is. */
      enabled: z.boolean().nullish(),
      accept_warnings: z.boolean().default(false),
      secret_keys: secretKeys.nullish(),
    }),
    z.object({ vault: id, version: z.number(), enabled: z.boolean(), findings: z.array(finding) }),
  ),
  'vaults.set_enabled': endpoint(
    { ...write, summary: 'Turns a vault on or off; on only when clients read it as it is meant.' },
    one.extend({ enabled: z.boolean(), accept_warnings: z.boolean().default(false) }),
    z.object({ updated: z.number(), findings: z.array(finding) }),
  ),
  'vaults.update': endpoint(
    {
      ...write,
      summary: 'Changes what stands around the text: name, description, whom it is for, secret keys.',
    },
    one.extend({
      name: vaultName.nullish(),
      description: description.nullish(),
      for_all: z.boolean().nullish(),
      members: z.array(id).max(10_000).nullish(),
      secret_keys: secretKeys.nullish(),
    }),
    z.object({ updated: z.number() }),
  ),
  'vaults.set_order': endpoint(
    { ...write, summary: 'Orders all vaults of the workspace; a later one wins.', roles: ADMINISTRATORS },
    z.object({ vaults: z.array(id).max(MAX_WORKSPACE_VAULTS) }),
    z.object({ updated: z.number() }),
  ),
  'vaults.get_versions': endpoint(
    { summary: 'Lists the versions of a vault, the newest first.', effect: 'read', atrium: true },
    one.extend({
      /** Only versions below this one. */
      before: version.nullish(),
      limit: integer.pipe(z.number().min(1).max(100)).default(50),
    }),
    z.object({ versions: z.array(shownVersion), more: z.boolean() }),
  ),
  'vaults.get_version': endpoint(
    { summary: 'Shows the text of one version, its secrets masked.', effect: 'read', atrium: true },
    one.extend({ version }),
    shownVersion.extend({ text: z.string(), parsed: z.boolean() }),
  ),
  'vaults.restore': endpoint(
    { ...write, summary: 'Makes an old version the newest again.' },
    one.extend({
      version,
      /** The newest version known to the caller. */
      base: version,
      accept_warnings: z.boolean().default(false),
    }),
    z.object({ version: z.number() }),
  ),
  'vaults.reveal': endpoint(
    {
      ...write,
      // A key pair lies on every machine and in every task's process; it is for what is on and applies.
      session_only: true,
      summary:
        'Gives the clear text of a vault, or of one masked secret, to who may edit it; this is audited.',
    },
    one.extend({
      /** Left out: the newest. */
      version: version.nullish(),
      /** The eight characters behind a mask’s dots: that secret alone. */
      mask: line(8, 8).nullish(),
      /** "copy" goes to the clipboard without being shown. */
      use: z.enum(['show', 'copy']).default('show'),
    }),
    z.object({ text: z.string(), version: z.number() }),
  ),
  'vaults.get_rollout': endpoint(
    { summary: 'Tells which worker has which version of a vault.', effect: 'read', atrium: true },
    one,
    z.object({
      version: z.number(),
      workers: z.array(
        z.object({
          worker: z.string(),
          user: person,
          client: z.string(),
          address: z.string(),
          /** "too_old": this client does not ask for vaults; "none": it could, and has not yet. */
          state: z.enum(['current', 'behind', 'too_old', 'none']),
          /** The version served last. */
          version: z.number().nullable(),
          fetched: time.nullable(),
          seen: time,
        }),
      ),
      /** One sentence of the whole. */
      summary: z.string(),
    }),
  ),
};
