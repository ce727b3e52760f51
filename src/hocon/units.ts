/** A duration in milliseconds (`10 s`, `1.5h`, `250` = ms), or undefined when it is none. HOCON.md "Duration format". */
export function parseDuration(_text: string | number): number | undefined {
  throw new Error('not built yet');
}

export interface Period {
  readonly years: number;
  readonly months: number;
  readonly days: number;
}

/** A period (`3 weeks`, `2mo`, `7` = days), or undefined when it is none. HOCON.md "Period format". */
export function parsePeriod(_text: string | number): Period | undefined {
  throw new Error('not built yet');
}

/** A size in bytes (`512K`, `1 GB`, `64` = bytes), or undefined when it is none. HOCON.md "Size in bytes format". */
export function parseSize(_text: string | number): bigint | undefined {
  throw new Error('not built yet');
}
