import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A text, and the environment variables its reader sees. */
export type Document = { text: string; env?: Record<string, string> };

/** What the genuine reader said: a value with Python types, or the name of its exception. */
export type Testimony = { value: unknown } | { error: string; message: string };

const SCRIPT = fileURLToPath(new URL('read.py', import.meta.url));
export const INCLUDE_FOLDER = fileURLToPath(new URL('includes', import.meta.url));
const IN_FLIGHT = 200;

/** A Python process that reads documents with the genuine pyhocon. */
class Witness {
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly answers: AsyncIterator<string>;

  constructor(python: string) {
    this.child = spawn(python, [SCRIPT, INCLUDE_FOLDER], { stdio: ['pipe', 'pipe', 'pipe'] });
    this.child.stderr.pipe(process.stderr);
    this.answers = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
  }

  async hear(documents: readonly Document[]): Promise<Testimony[]> {
    const heard: Testimony[] = [];
    for (let from = 0; from < documents.length; from += IN_FLIGHT) {
      const batch = documents.slice(from, from + IN_FLIGHT);
      this.child.stdin.write(batch.map((document) => `${JSON.stringify(document)}\n`).join(''));
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

/** Reads documents with genuine readers side by side; answers come in the documents' order. */
export async function hearWitnesses(
  python: string,
  documents: readonly Document[],
  processes = 2,
): Promise<Testimony[]> {
  const share = Math.ceil(documents.length / processes);
  const parts = Array.from({ length: processes }, (_, index) =>
    documents.slice(index * share, (index + 1) * share),
  );
  const heard = await Promise.all(
    parts.map(async (part) => {
      const witness = new Witness(python);
      try {
        return await witness.hear(part);
      } finally {
        witness.close();
      }
    }),
  );
  return heard.flat();
}
