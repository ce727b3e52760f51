import type { Locator, Page } from 'playwright-core';

/** The card of one chart. */
export const chart = (page: Page, title: string) => page.getByRole('region', { name: title, exact: true });

/** Which columns of a chart's canvas hold the colour of a curve, as its legend has it; false is a gap. */
export async function drawnColumns(card: Locator, curve: string): Promise<boolean[]> {
  const swatch = card.getByRole('button', { name: curve }).locator('.curve-swatch');
  const colour = await swatch.evaluate((element) => getComputedStyle(element).stroke);
  return card.locator('canvas').evaluate((element, wanted) => {
    const canvas = element as HTMLCanvasElement;
    const [red = 0, green = 0, blue = 0] = (wanted.match(/\d+/g) ?? []).map(Number);
    const { width, height } = canvas;
    const pixels = canvas.getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
    const near = (at: number, value: number) => Math.abs((pixels[at] ?? 0) - value) < 40;
    return Array.from({ length: width }, (_, x) => {
      for (let y = 0; y < height; y++) {
        const at = (y * width + x) * 4;
        if ((pixels[at + 3] ?? 0) > 120 && near(at, red) && near(at + 1, green) && near(at + 2, blue))
          return true;
      }
      return false;
    });
  }, colour);
}

/** Drags over a part of a chart: from and to as shares of its width. */
export async function dragOver(page: Page, card: Locator, from: number, to: number): Promise<void> {
  const box = await card.locator('.u-over').boundingBox();
  if (!box) throw new Error('the chart is not drawn');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * from, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * to, y, { steps: 4 });
  await page.mouse.up();
}
