import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A text, the environment variables its reader sees, and the folder it includes from. */
export type Document = { text: string; env?: Record<string, string>; folder?: string };

/** What the genuine reader said: a value with Python types, or the name of its exception. */
export type Testimony = { value: unknown } | { error: string; message: string };

/** A genuine client: the folder of its Python, and the module its pyhocon is in. */
export type Client = { bin: string; module: 'clearml.utilities.pyhocon' | 'clearml_agent.external.pyhocon' };

const SCRIPT = fileURLToPath(new URL('read.py', import.meta.url));
export const INCLUDE_FOLDER = fileURLToPath(new URL('includes', import.meta.url));
const IN_FLIGHT = 200;
/** On some circles the genuine reader never ends. Seconds of its own computing time; most texts take a hundredth. */
const PATIENCE_S = 0.5;
const LAST_PATIENCE_S = 30;

/** A Python process that reads documents with the genuine pyhocon. */
class Witness {
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly answers: AsyncIterator<string>;

  constructor({ bin, module }: Client) {
    this.child = spawn(`${bin}/python`, [SCRIPT, module], { stdio: ['pipe', 'pipe', 'pipe'] });
    this.child.stderr.pipe(process.stderr);
    this.answers = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
  }

  async hear(documents: readonly Document[], patience_s: number): Promise<Testimony[]> {
    const heard: Testimony[] = [];
    for (let from = 0; from < documents.length; from += IN_FLIGHT) {
      const batch = documents.slice(from, from + IN_FLIGHT);
      const lines = batch.map((document) =>
        JSON.stringify({ folder: INCLUDE_FOLDER, ...document, patience_s }),
      );
      this.child.stdin.write(`${lines.join('\n')}\n`);
      for (const document of batch) {
        const line = await this.answers.next();
        if (line.done) throw new Error(`The genuine reader died on ${JSON.stringify(document)}`);
        heard.push(JSON.parse(line.value) as Testimony);
      }
    }
    return heard;
  }

  close(): void {
    this.child.stdin.end();
  }
}

const PROCESSES = 2;

/** Reads documents with genuine readers side by side; answers come in the documents' order. */
export async function hearWitnesses(
  client: Client,
  documents: readonly Document[],
  patience_s = PATIENCE_S,
): Promise<Testimony[]> {
  const share = Math.ceil(documents.length / PROCESSES);
  const parts = [documents.slice(0, share), documents.slice(share)].filter((part) => part.length > 0);
  const heard = await Promise.all(
    parts.map(async (part) => {
      const witness = new Witness(client);
      try {
        return await witness.hear(part, patience_s);
      } finally {
        witness.close();
      }
    }),
  );
  return heard.flat();
}

/** Asks once more, with far more patience, where a reader ran out of time. */
export async function hearAgain(client: Client, document: Document): Promise<Testimony> {
  const [heard] = await hearWitnesses(client, [document], LAST_PATIENCE_S);
  return heard ?? { error: 'silence', message: '' };
}
