import { MAX_VAULT_BYTES, vaultText } from '../../contract/vaults.ts';
import { OperatorError } from '../operator-error.ts';
import { brokenUtf8, readBytes } from './text-file.ts';

/**
 * A vault's text from a file, or from standard input for "-", by the rules of the wire.
 * @throws OperatorError with the place of what is not UTF-8 or a control character, or for more than 256 KiB
 */
export async function readVaultText(file: string): Promise<string> {
  const bytes = await readBytes(file, process.stdin, MAX_VAULT_BYTES);
  const name = file === '-' ? 'Standard input' : file;
  const broken = bytes.length > MAX_VAULT_BYTES ? undefined : brokenUtf8(bytes);
  if (broken)
    throw new OperatorError(`${name} is not valid UTF-8 (line ${broken.line}, column ${broken.column}).`);
  const text = bytes.toString('utf8');
  const { error } = vaultText.safeParse(text);
  if (error) throw new OperatorError(`${name} ${error.issues[0]?.message ?? 'is not valid'}.`);
  return text;
}
