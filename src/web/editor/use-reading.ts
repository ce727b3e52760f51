import { useEffect, useState } from 'react';
import type { Format } from '../../clearml-conf/read-format.ts';
import type { Check, Reading } from './check-text.ts';
import { askCheck, stopAsking } from './checker.ts';

/** What clients make of a text; the reading of the text before, until the new one is there. */
export function useReading(text: string, format: Format): Reading | undefined {
  const [reading, setReading] = useState<Reading>();
  useEffect(() => {
    const asker = (answer: Check | Error) => {
      const failed = { ok: false as const, message: 'The text could not be read here.', line: undefined };
      setReading(answer instanceof Error ? { ...failed, fixed: undefined } : answer.reading);
    };
    askCheck(text, format, asker);
    return () => stopAsking(asker);
  }, [text, format]);
  return reading;
}
