import type { ResponseOf } from '../../../contract/contract.ts';
import { call } from '../../api.ts';

export function listObjects(
  workspace: string,
  url: string,
  after?: string,
): Promise<ResponseOf<'storage_access.get_objects'>> {
  return call('storage_access.get_objects', { url, after, page_size: 500 }, { workspace });
}
