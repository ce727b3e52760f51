/** The sentences that say which limit is broken where; empty when all is well. */
export function sizeFaults(files: readonly { path: string; text: string }[]): string[];
