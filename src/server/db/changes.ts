import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { type ConnectionSettings, newConnection } from './database.ts';

export const BEAT_MS = 250;
/** A cache may be used only this long after the sending of the last heartbeat that came back. */
export const FRESH_MS = 700;
const RECONNECT_AFTER_MS = 2_000;

/** Tells caches what changed in the database, and whether what they know may be trusted right now. */
export interface Changes {
  /** False while heartbeats do not come back: read the database instead of a cache. */
  fresh(): boolean;
  /** Called for every change in order: its subject ("account:…") and its number. */
  onChange(listener: (subject: string, number: number) => void): void;
  /** Called when changes may have been missed: forget everything. */
  onGap(listener: () => void): void;
  close(): Promise<void>;
}

/**
 * Listens for changes on a connection of its own. PostgreSQL delivers notifications in the order of commits, so a
 * heartbeat that came back proves that everything committed before it was sent has arrived too.
 */
export async function listenForChanges(connection: ConnectionSettings): Promise<Changes> {
  const listener = new ChangeListener(connection);
  await listener.connect();
  return listener;
}

class ChangeListener implements Changes {
  private readonly connection: ConnectionSettings;
  private readonly channel = `atrium_beat_${randomBytes(8).toString('hex')}`;
  private readonly changeListeners: ((subject: string, number: number) => void)[] = [];
  private readonly gapListeners: (() => void)[] = [];
  private client: pg.Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private lastReturned = Number.NEGATIVE_INFINITY;
  private connectedAt = 0;
  private closed = false;
  /** True while a heartbeat's query waits for its answer; a second one would only queue behind it. */
  private beating = false;

  constructor(connection: ConnectionSettings) {
    this.connection = connection;
  }

  fresh(): boolean {
    return performance.now() - this.lastReturned <= FRESH_MS;
  }

  onChange(listener: (subject: string, number: number) => void): void {
    this.changeListeners.push(listener);
  }

  onGap(listener: () => void): void {
    this.gapListeners.push(listener);
  }

  async connect(): Promise<void> {
    const client = newConnection(this.connection);
    this.client = client;
    this.beating = false;
    this.connectedAt = performance.now();
    client.on('notification', ({ channel, payload }) => this.receive(channel, payload ?? ''));
    client.on('error', () => this.drop(client));
    client.on('end', () => this.drop(client));
    await client.connect();
    await client.query(`listen atrium_changes; listen ${this.channel}`);
    for (const tell of this.gapListeners) tell();
    this.beat();
    this.timer ??= setInterval(() => this.beat(), BEAT_MS).unref();
  }

  async close(): Promise<void> {
    this.closed = true;
    clearInterval(this.timer);
    await this.client?.end().catch(() => undefined);
  }

  private receive(channel: string, payload: string): void {
    if (channel === this.channel) {
      this.lastReturned = Math.max(this.lastReturned, Number(payload));
      return;
    }
    const at = payload.lastIndexOf(' ');
    const subject = payload.slice(0, at);
    const number = Number(payload.slice(at + 1));
    for (const tell of this.changeListeners) tell(subject, number);
  }

  private beat(): void {
    const { client } = this;
    const silentSince = Math.max(this.lastReturned, this.connectedAt);
    if (!client || performance.now() - silentSince > RECONNECT_AFTER_MS) {
      this.reconnect();
      return;
    }
    if (this.beating) return;
    this.beating = true;
    client
      .query(`notify ${this.channel}, '${performance.now()}'`)
      .catch(() => undefined)
      .finally(() => {
        this.beating = false;
      });
  }

  private reconnect(): void {
    const old = this.client;
    this.client = undefined;
    // A connection that no longer answers cannot be ended politely.
    (
      old as unknown as { connection?: { stream?: { destroy(): void } } } | undefined
    )?.connection?.stream?.destroy();
    if (!this.closed) this.connect().catch(() => undefined);
  }

  private drop(client: pg.Client): void {
    if (this.client === client) this.client = undefined;
  }
}
