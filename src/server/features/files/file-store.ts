import type { Readable } from 'node:stream';

/** What is known of a stored file without reading it. */
export interface FileFacts {
  /** Bytes. */
  size: number;
  /** Milliseconds since 1970. */
  modified_ms: number;
  /** Changes whenever the content does; in quotes, as HTTP has it. */
  etag: string;
}

/** Bytes `start` to `end` of a file, both included. */
export interface FileRange {
  start: number;
  end: number;
}

/** Where files are kept. Keys are `<workspace id>/<path>`, made of what `filePath` let through. */
export interface FileStore {
  /** Stores a file whole or not at all, in place of one that was there. Reads `content` as it comes. */
  put(key: string, content: Readable): Promise<void>;
  find(key: string): Promise<FileFacts | undefined>;
  /** The file's bytes as they are read; undefined when it vanished meanwhile. */
  read(key: string, range?: FileRange): Promise<Readable | undefined>;
  /** True when there was one. */
  remove(key: string): Promise<boolean>;
  /** Removes every file of a workspace. */
  removeAll(workspaceId: string): Promise<void>;
  /** Removes what uploads left behind whose process ended, a day or more before `now` (milliseconds since 1970). */
  removeAbandoned(now?: number): Promise<void>;
}

/** A file cannot be kept under this name: another one is where its folder would be. */
export class FileNameTaken extends Error {}
