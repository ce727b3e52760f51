import type { Generated } from 'kysely';
import type { Time } from './schema.ts';

interface Stored {
  workspace_id: string;
  /** The task, or the model for events of a model. */
  owner_id: string;
  /** Counts while it is that of the owner. */
  generation: number;
  /** Later ones replace earlier ones. */
  number: Generated<number>;
  /** By the server's clock; the month is the partition. */
  received: Time;
}

/** Tables of what runs report. */
export interface EventsSchema {
  /** Points of one variant in the order they came, as little-endian numbers side by side. */
  event_scalars: Stored & {
    metric: string;
    variant: string;
    points: number;
    /** A value without an iteration. */
    single: boolean;
    /** 4 bytes each. */
    iterations: Buffer;
    /** 8 bytes each: milliseconds by the client's clock. */
    times: Buffer;
    /** 8 bytes each. */
    numbers: Buffer;
  };
  event_logs: Stored & { at: number; level: string; worker: string; msg: string };
  /** Plots, images and vectors. */
  event_samples: Stored & {
    type: string;
    metric: string;
    variant: string;
    iter: number;
    key: string;
    at: number;
    content: string;
  };
  event_totals: {
    workspace_id: string;
    owner_id: string;
    generation: number;
    logs: Generated<number>;
    /** Pieces of scalars not yet joined. */
    chunks: Generated<number>;
  };
  /** Whose events up to which generation are gone. */
  event_drops: { workspace_id: string; owner_id: string; generation: number; at: Time };
}
