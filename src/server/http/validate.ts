import type { z } from 'zod';
import { WireError } from './errors.ts';

/**
 * A body that the contract's schema accepts, unknown fields dropped and defaults filled in.
 * @throws WireError 400/12 naming field and rule
 */
export function validate(schema: z.ZodType, body: unknown): unknown {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const field = issue?.path.join('.') || 'body';
  const rule = issue?.message ?? 'is not valid';
  throw new WireError('validation_error', { field, rule }, `${field}: ${rule}`);
}
