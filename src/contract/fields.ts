import { z } from 'zod';

/** 16 random bytes as 32 lower-case hex: the only form of id the ClearML agent takes. */
export const id = z.string().regex(/^[0-9a-f]{32}$/, 'must be 32 lower-case hexadecimal characters');

/** The wire's time: ISO 8601 with microseconds and "+00:00", never "Z". */
export const time = z.string();

/** A whole number; ClearML's models take digits in a string too. */
export const integer = z.preprocess(
  (value) => (typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value),
  z.number().int(),
);

const CONTROL = /\p{Cc}/u;
const plain = (value: string) => !CONTROL.test(value);

const between = (least: number, most: number) =>
  least === 0 ? `must have at most ${most} characters` : `must have ${least} to ${most} characters`;

/** One line of text without control characters, trimmed. */
export const line = (least: number, most: number) =>
  z
    .string()
    .trim()
    .min(least, between(least, most))
    .max(most, between(least, most))
    .refine(plain, 'must not hold control characters');

export const label = line(0, 256);
export const personName = line(2, 100);
export const workspaceName = line(1, 120);
export const email = line(3, 254).regex(/^[^\s@]+@[^\s@]+$/, 'must be an e-mail address');

/** Length only; whether it is too common is the server's to say. */
export const newPassword = z.string().min(12, between(12, 256)).max(256, between(12, 256));

export const nothing = z.object({});

/** A named enumeration of the colours behind a person's initials: the page's six avatar classes. */
export const initialsColor = z.number().int().min(1).max(6);

/** A file, which methods marked `cookie_get` answer with in place of the envelope; it comes in pieces. */
export const download = z.object({
  file_name: z.string(),
  media_type: z.string(),
  chunks: z.custom<AsyncIterable<string | Uint8Array>>(),
  /** Of a file that is passed on from a store: its status, which headers stay, and whether browsers may show it. */
  passed_on: z
    .object({
      status: z.number(),
      headers: z.record(z.string(), z.string()),
      inline: z.boolean(),
    })
    .optional(),
});
