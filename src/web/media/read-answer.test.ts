import { describe, expect, test } from 'vitest';
import { MOST_TEXT, readAnswer } from './read-answer.ts';

const LINK = 'https://store.example/b/k?X-Amz-Signature=1';

/** An answer whose body comes in pieces; `taken` counts those that were asked for. */
function answerOf(pieces: Uint8Array[], headers: Record<string, string> = {}) {
  const seen = { taken: 0, cancelled: false };
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const piece = pieces[seen.taken];
        seen.taken += 1;
        if (piece) controller.enqueue(piece);
        else controller.close();
      },
      cancel() {
        seen.cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { answer: new Response(body, { headers }), seen };
}

const text = (value: string) => new TextEncoder().encode(value);

test('a short text is read whole', async () => {
  const { answer } = answerOf([text('loss: '), text('0.5\n')], { 'content-type': 'text/plain' });
  expect(await readAnswer(LINK, 'log.txt', answer)).toEqual({
    href: LINK,
    kind: 'text',
    holds: undefined,
    type: 'text/plain',
    size: 10,
    text: 'loss: 0.5\n',
    whole: true,
  });
});

test('of a long text the beginning, and the rest is not fetched', async () => {
  const piece = text('x'.repeat(65_535).concat('\n'));
  const { answer, seen } = answerOf(Array(64).fill(piece), { 'content-length': '4194304' });
  const read = await readAnswer(LINK, 'long.log', answer);
  expect(read.text).toHaveLength(MOST_TEXT);
  expect(read).toMatchObject({ whole: false, size: 4_194_304 });
  expect(seen.cancelled).toBe(true);
  expect(seen.taken).toBeLessThan(20);
});

test('a character cut in two is left out', async () => {
  const { answer } = answerOf([text('x'.repeat(MOST_TEXT - 1)), text('µ and more')]);
  const read = await readAnswer(LINK, 'a.txt', answer);
  expect(read.text).toBe('x'.repeat(MOST_TEXT - 1));
});

test('of a picture only the first piece is taken', async () => {
  const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...Array(5000).fill(0));
  const { answer, seen } = answerOf([png, png, png], {
    'content-length': '5000000000',
    'content-type': 'image/png',
  });
  const read = await readAnswer(LINK, 'huge.png', answer);
  expect(read).toMatchObject({ kind: 'image', size: 5_000_000_000, text: undefined, whole: false });
  expect(seen).toEqual({ taken: 1, cancelled: true });
});

describe('what it does not know, it does not say', () => {
  test('the size of something unfinished without a length', async () => {
    const { answer } = answerOf([text('x'.repeat(5000)), text('y'.repeat(MOST_TEXT + 5000)), text('z')]);
    expect((await readAnswer(LINK, 'a.txt', answer)).size).toBeNull();
  });

  test('an answer without a body is empty', async () => {
    expect(await readAnswer(LINK, 'a.png', new Response(null))).toMatchObject({
      kind: 'empty',
      holds: 'nothing',
      size: 0,
    });
  });
});

test('text in UTF-16 is read by its mark', async () => {
  const { answer } = answerOf([Uint8Array.of(0xff, 0xfe, 0x61, 0, 0xb5, 0)]);
  expect((await readAnswer(LINK, 'a.txt', answer)).text).toBe('aµ');
});
