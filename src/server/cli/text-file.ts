import { createReadStream } from 'node:fs';
import { extname } from 'node:path';
import { FORMATS, type Format } from '../../clearml-conf/read-format.ts';
import { UsageError } from './usage-error.ts';

/** @throws UsageError when an option's value is none of those allowed */
export function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === value);
  if (!found) throw new UsageError(`--${option} is one of ${allowed.join(', ')}.`);
  return found;
}

/** The format asked for, else the one the file's name tells, else HOCON. */
export function formatOf(file: string, asked: string | undefined): Format {
  if (asked !== undefined) return oneOf('format', asked, FORMATS);
  const extension = extname(file).toLowerCase();
  if (extension === '.json') return 'json';
  return extension === '.yaml' || extension === '.yml' ? 'yaml' : 'hocon';
}

/**
 * The bytes of a file, or of standard input for "-". Reading stops once there are more than `limit`.
 * @throws UsageError when the file cannot be read
 */
export async function readBytes(
  file: string,
  stdin: NodeJS.ReadableStream,
  limit = Number.POSITIVE_INFINITY,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of file === '-' ? stdin : createReadStream(file)) {
      chunks.push(Buffer.from(chunk));
      length += chunk.length;
      if (length > limit) break;
    }
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    throw new UsageError(`${file} cannot be read: ${why}.`);
  }
  return Buffer.concat(chunks);
}

/** Where bytes stop being UTF-8, line and column from 1; undefined when they never do. */
export function brokenUtf8(bytes: Buffer): { line: number; column: number } | undefined {
  const text = bytes.toString('utf8');
  const replacement = Buffer.from('\ufffd');
  let counted = 0;
  let offset = 0;
  for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', at + 1)) {
    offset += Buffer.byteLength(text.slice(counted, at));
    counted = at;
    if (bytes.subarray(offset, offset + replacement.length).equals(replacement)) continue;
    const before = text.slice(0, at).split('\n');
    return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
  }
  return undefined;
}
