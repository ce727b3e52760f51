import type { Config, Secrets } from '../../config.ts';
import type { FileStore } from './file-store.ts';
import { localFiles } from './local-files.ts';

/**
 * Opens the store that the settings name: a bucket, or a folder of this machine.
 * @throws OperatorError when the bucket cannot be used
 */
export async function openFiles(
  { files_dir, files_s3 }: Pick<Config, 'files_dir' | 'files_s3'>,
  { files_s3_keys }: Pick<Secrets, 'files_s3_keys'>,
): Promise<FileStore> {
  if (!files_s3) return localFiles(files_dir);
  // Loading the S3 library takes longer than all else of a start.
  const { openS3Files } = await import('./s3-files.ts');
  return openS3Files(files_s3, files_s3_keys);
}
