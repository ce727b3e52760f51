/** One piece of what is known about a model. */
interface Item {
  key: string;
  type?: string | null | undefined;
  value?: string | null | undefined;
}

type Metadata = Record<string, Record<string, unknown>>;

/** A list of items as it is kept: by key, the last of a key counts. */
export const metadataOf = (items: readonly Item[]): Metadata =>
  Object.fromEntries(
    items.map(({ key, type, value }) => [key, { key, ...(type != null && { type }), value: value ?? '' }]),
  );

/** From this version of the API on, metadata is shown as an object by key; before, as a list. */
const AS_OBJECT = [2, 20] as const;

/** A model as a client of this API version reads it. */
export function forVersion(model: Record<string, unknown>, version: string): Record<string, unknown> {
  if (model.metadata === undefined || !isBefore(version, AS_OBJECT)) return model;
  return { ...model, metadata: Object.values(model.metadata as Metadata) };
}

function isBefore(version: string, [major, minor]: readonly [number, number]): boolean {
  const [asked = 0, part = 0] = version.split('.').map(Number);
  return asked < major || (asked === major && part < minor);
}
