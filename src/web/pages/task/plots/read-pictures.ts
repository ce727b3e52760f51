import { linkOf } from '../../../storage/links.ts';

/** Bytes of a picture inside a plot: what is larger is not drawn. */
const MOST_BYTES = 16_000_000;

async function readPicture(workspace: string, url: string): Promise<string | undefined> {
  const link = await linkOf(workspace, url);
  if ('problem' in link) return undefined;
  const answer = await fetch(link.href);
  if (!answer.ok || Number(answer.headers.get('content-length') ?? 0) > MOST_BYTES) {
    await answer.body?.cancel();
    return undefined;
  }
  const blob = await answer.blob();
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}

/**
 * The pictures that a plot names by their storage addresses, as data: the frame of the plot has no session and may
 * fetch nothing. Those that cannot be read are absent.
 */
export async function readPictures(workspace: string, urls: readonly string[]): Promise<Map<string, string>> {
  const read = urls.map((url) => readPicture(workspace, url).catch(() => undefined));
  const pictures = await Promise.all(read);
  return new Map(urls.flatMap((url, i) => (pictures[i] === undefined ? [] : [[url, pictures[i]] as const])));
}
