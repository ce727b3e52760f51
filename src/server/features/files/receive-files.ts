import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { Busboy, type BusboyHeaders } from '@fastify/busboy';
import { WireError } from '../../http/errors.ts';
import { filePath } from './file-path.ts';
import { FileNameTaken, type FileStore } from './file-store.ts';

/** Parts of one upload, and bytes of a part's name: a path. */
const MAX_PARTS = 1000;
const NAME_BYTES = 4096;

/**
 * Stores every part of a multipart upload as it comes; a part's field name is its path (sdk-wire.md iv). Gives the
 * paths, without a leading slash, once all of them are on the disk.
 * @throws WireError 400 for what is no multipart body or ended early, 404 for a name that would leave the store
 */
export async function receiveFiles(
  store: FileStore,
  workspaceId: string,
  request: IncomingMessage,
): Promise<string[]> {
  const parser = parserFor(request);
  const paths: string[] = [];
  const stored: Promise<void>[] = [];
  const arriving = new Set<Readable>();
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => {
      for (const content of arriving) content.destroy(error as Error);
      request.unpipe(parser);
      // The rest is read and dropped, so that the answer reaches a client that is still sending.
      request.resume();
      void Promise.allSettled(stored).then(() => reject(asRefusal(error)));
    };
    parser.on('file', (field, content) => {
      // Heard here too, since the parser reports a body that breaks off to parts that have failed already.
      content.on('error', () => undefined);
      const path = filePath(field);
      if (path === undefined) {
        content.resume();
        fail(new WireError('file_not_found', { field: 'name', rule: 'a path inside the store' }));
        return;
      }
      paths.push(path);
      arriving.add(content);
      const storing = store.put(`${workspaceId}/${path}`, content).finally(() => arriving.delete(content));
      stored.push(storing);
      storing.catch(fail);
    });
    parser.once('partsLimit', () =>
      fail(new WireError('bad_request', { rule: `at most ${MAX_PARTS} files` }, 'too many files at once')),
    );
    parser.on('error', (error) => fail(new WireError('bad_request', {}, 'the upload cannot be read', error)));
    parser.once('finish', () => {
      Promise.all(stored).then(() => {
        if (paths.length > 0) resolve(paths);
        else reject(new WireError('bad_request', { rule: 'at least one file' }, 'the upload holds no file'));
      }, fail);
    });
    request.once('close', () => {
      if (!request.complete) fail(new WireError('bad_request', {}, 'the upload ended early'));
    });
    request.pipe(parser);
  });
}

function parserFor({ headers }: IncomingMessage): Busboy {
  const type = headers['content-type'] ?? '';
  try {
    return new Busboy({
      headers: { ...headers, 'content-type': type } as BusboyHeaders,
      limits: { parts: MAX_PARTS, fieldNameSize: NAME_BYTES, fields: 0 },
      highWaterMark: 256 * 1024,
      // Parts without a file name hold a file too.
      isPartAFile: () => true,
    });
  } catch (error) {
    throw new WireError(
      'bad_request',
      { field: 'content-type', rule: 'multipart/form-data' },
      'an upload is multipart/form-data',
      error,
    );
  }
}

function asRefusal(error: unknown): unknown {
  if (!(error instanceof FileNameTaken)) return error;
  return new WireError('bad_request', { field: 'name', rule: error.message }, error.message, error);
}
