import { DatabaseUnavailable } from '../db/database-unavailable.ts';
import { OperatorError } from '../operator-error.ts';
import { Interrupted } from './interruption.ts';
import { UsageError } from './usage-error.ts';

type Command = (args: string[]) => Promise<number>;

/** Each command is loaded only when it is asked for. */
const COMMANDS: Record<string, () => Promise<Command>> = {
  serve: async () => (await import('./serve.ts')).serveCommand,
  user: async () => (await import('./user.ts')).user,
  credentials: async () => (await import('./credentials.ts')).credentials,
  workspace: async () => (await import('./workspace.ts')).workspace,
  keys: async () => (await import('./keys.ts')).keys,
  invite: async () => (await import('./invite.ts')).invite,
  vault: async () => (await import('./vault.ts')).vault,
  conf: async () => {
    const { conf } = await import('./conf.ts');
    return (args) => conf(args, process);
  },
  doctor: async () => (await import('./doctor.ts')).doctor,
};

const USAGE = `Usage: atrium COMMAND

  serve                                  run the server (what npm start does)
  user create --email E --name N [--admin] [--password-stdin] [--json]
  user list [--json]
  user disable E [--new-owner E] [--json]   E: e-mail address or id
  user enable E [--json]
  user admin E [--json]                  make an account administrator of this server
  user reset-password E [--json]         print a one-time link
  workspace create --owner E --name N [--json]
  workspace list [--json]                W: id or exact name
  workspace members W [--json]
  workspace set-seats W NUMBER|none [--json]
  credentials create --user E [--workspace W] [--label L] [--json]
  credentials list --user E [--workspace W] [--json]
  credentials revoke ACCESS_KEY [--json]
  invite create --user E [--workspace W] [--role R] [--email A] [--uses N|any] [--expires 24h|7d|30d] [--note N] [--json]
  invite list --user E [--workspace W] [--all] [--json]
  invite revoke ID [--json]              E invites: to their personal workspace, or W
  keys rotate [--no-hand-over] [--json]  wrap every key with a new root key, while servers serve
  keys rotate --finish [--json]          end the hand-over to processes started with the former root key
  keys status [--json]                   which root key wraps what
  vault set --user E [--workspace W] [--format hocon|json|yaml] [--enable|--disable] [--note N] [--json] FILE|-
  vault get --user E [--workspace W] [--version N] [--masked]
  vault diff --user E [--workspace W] [--from N] [--to N] [FILE|-]     exit code 1 when different
  vault history --user E [--workspace W] [--json]
  conf read FILE|- [--format hocon|json|yaml] [--as spec|client] [--env NAME=VALUE] [--include-dir DIR] [--units]
  conf check FILE|-                      what clients would misread or refuse
  conf format FILE|-
  conf why FILE... [--key PATH]          which layer sets a value, and what it hides
  doctor [--json]                        what runs where, and what is wrong
  doctor storage URL --workspace W|--user E [--json]   why a stored object does not show; exit code 1 when it cannot

Commands work beside a running server, which obeys within a second. Settings: docs/configuration.md.
Exit codes: 0 done, 1 refused, 2 wrong usage, 3 no database.`;

/** Runs one command and gives its exit code; what goes wrong is one sentence on stderr. */
export async function runCommand([name = '', ...args]: string[]): Promise<number> {
  if (['', 'help', '--help', '-h'].includes(name)) {
    process.stderr.write(`${USAGE}\n`);
    return name === '' ? 2 : 0;
  }
  try {
    const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (!load) throw new UsageError(`There is no command "${name}".`);
    const command = await load();
    return await command(args);
  } catch (error) {
    return report(error);
  }
}

function report(error: unknown): number {
  const write = (text: string) => process.stderr.write(`${text}\n`);
  if (error instanceof UsageError) {
    write(`${error.message}\n\n${USAGE}`);
    return 2;
  }
  if (error instanceof DatabaseUnavailable) {
    write(`${error.message} ${error.cure}`);
    return error.exitCode;
  }
  if (error instanceof OperatorError) {
    write(error.message);
    return error.exitCode;
  }
  if (error instanceof Interrupted) {
    write(error.message);
    // What was interrupted may still wait for an answer that nobody gives.
    process.exit(error.exitCode);
  }
  write(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return 1;
}
