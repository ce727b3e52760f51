import type { z } from 'zod';
import { WireError } from './errors.ts';

type Issue = z.core.$ZodIssue;

/**
 * A body that the contract's schema accepts, unknown fields dropped and defaults filled in.
 * @throws WireError 400/12 naming field and rule
 */
export function validate(schema: z.ZodType, body: unknown): unknown {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const field = issue?.path.join('.') || 'body';
  const rule = issue ? ruleOf(issue) : 'is not valid';
  throw new WireError('validation_error', { field, rule }, `${field}: ${rule}`);
}

const OF_LENGTH: Readonly<Record<string, string>> = { string: ' characters', array: ' entries' };

/** The rule an issue names, as a clause that follows the field; the contract's own clauses stand as they are. */
function ruleOf(issue: Issue): string {
  if (!/^(Invalid|Too|Unrecognized)/.test(issue.message)) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return issue.message.endsWith('undefined')
        ? `is required (${issue.expected})`
        : `must be of type ${issue.expected}`;
    case 'too_small':
      return `must ${verb(issue.origin)} at least ${issue.minimum}${OF_LENGTH[issue.origin] ?? ''}`;
    case 'too_big':
      return `must ${verb(issue.origin)} at most ${issue.maximum}${OF_LENGTH[issue.origin] ?? ''}`;
    case 'invalid_value':
      return `must be one of ${issue.values.join(', ')}`;
    case 'invalid_format':
      return issue.format === 'datetime' ? 'must be an ISO 8601 time with its offset' : 'has the wrong form';
    default:
      return 'is not valid';
  }
}

const verb = (origin: string) => (origin in OF_LENGTH ? 'have' : 'be');
