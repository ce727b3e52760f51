import { WireError } from '../../http/errors.ts';

interface Failed {
  id: string;
  error: { codes: [number, number]; msg: string; data: Record<string, unknown> };
}

/** Does the same to each of several tasks, in their order and each for itself; a refusal is noted beside its id. */
export async function eachTask<Done extends object>(
  ids: readonly string[],
  act: (id: string) => Promise<Done>,
): Promise<{ succeeded: ({ id: string } & Done)[]; failed: Failed[] }> {
  const succeeded: ({ id: string } & Done)[] = [];
  const failed: Failed[] = [];
  for (const id of new Set(ids)) {
    try {
      succeeded.push({ id, ...(await act(id)) });
    } catch (error) {
      if (!(error instanceof WireError) || error.code >= 500) throw error;
      const { code, subcode, message, data } = error;
      failed.push({ id, error: { codes: [code, subcode], msg: message, data } });
    }
  }
  return { succeeded, failed };
}
