import type { GuardedFetch } from '../storage-access/guarded-fetch.ts';
import type { SendToStore } from './delete-object.ts';

/** Stores say in less why they refuse. */
const MOST_BYTES = 64 * 1024;

/** Sends what deletes objects by the one way in which the server calls addresses that people typed. */
export const sendBy =
  (guardedFetch: Pick<GuardedFetch, 'read'>): SendToStore =>
  async (request) => {
    const answer = await guardedFetch.read(request, MOST_BYTES);
    if ('failed' in answer) return answer;
    const { status, headers, bytes } = answer;
    return { status, headers, text: bytes.toString() };
  };
