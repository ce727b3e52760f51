const FORM =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ]([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-](?:0\d|1[0-4]):?[0-5]\d)?)?$/;
const MAX_EPOCH_S = 253_402_300_799;

/**
 * A time of a request as PostgreSQL takes it: ISO 8601 (UTC where no offset is said) or seconds since 1970; undefined
 * when it is neither, or names a day that does not exist.
 */
export function readTime(value: unknown): string | undefined {
  const epoch =
    typeof value === 'number' ? value : /^\d{1,12}(\.\d+)?$/.test(String(value)) ? Number(value) : undefined;
  if (epoch !== undefined)
    return epoch >= 0 && epoch <= MAX_EPOCH_S ? new Date(epoch * 1000).toISOString() : undefined;
  const [text, year, month, day] = FORM.exec(String(value)) ?? [];
  if (text === undefined || year === '0000') return undefined;
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.getUTCDate() !== Number(day) ? undefined : text;
}
