import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { renderGanttPage } from '../../../src/reports/gantt/gantt-page.js';
import { readPlotlySource } from '../../../src/reports/plotly-source.node.js';
import { describeInBrowser, showPages } from '../browser.js';
import { afterEvent, inputOf, planByRule } from './fixtures.js';

jest.setTimeout(60_000);

describeInBrowser('a Gantt page', () => {
  let shown: Awaited<ReturnType<typeof showPages<'workshop' | 'large'>>>;
  let page: Page;

  beforeAll(async () => {
    const source = readPlotlySource();
    const workshop = afterEvent(
      await planByRule('workshop', 'rule:FIFO'),
      'breakdown:mill-1@2026-03-02T07:00+3h',
    );
    const large = await planByRule('ta80', 'rule:FDD/MWKR');
    shown = await showPages({
      workshop: renderGanttPage(inputOf(workshop, source)),
      large: renderGanttPage(inputOf(large, source)),
    });
    ({ page } = shown);
    await page.waitForSelector('#in-process .main-svg');
  });
  afterAll(() => shown.close());

  /** How many different colours the chart has. */
  const colorsOnChart = (): Promise<number> =>
    page.$eval('[data-part="canvas"]', (element) => {
      const canvas = element as HTMLCanvasElement;
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      const seen = new Set<number>();
      for (let i = 0; i < data.length; i += 4) seen.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
      return seen.size;
    });
  const picture = (): Promise<string> =>
    page.$eval('[data-part="canvas"]', (element) => (element as HTMLCanvasElement).toDataURL());
  const settled = (): Promise<void> => page.waitForTimeout(80);

  it('draws the chart and every figure', async () => {
    expect(await colorsOnChart()).toBeGreaterThan(10);
    const traces = await page.$$eval('[data-figure]', (elements) =>
      elements.map((element) => element.querySelectorAll('.main-svg .trace').length),
    );
    expect(traces).toHaveLength(4);
    for (const count of traces) expect(count).toBeGreaterThan(0);
  });

  it('changes its rows and its plan', async () => {
    const byMachine = await picture();
    await page.click('[data-by="order"]');
    await settled();
    const byOrder = await picture();
    expect(byOrder).not.toBe(byMachine);
    await page.click('[data-plan="0"]');
    await settled();
    expect(await picture()).not.toBe(byOrder);
    await page.click('[data-by="machine"]');
    await page.click('[data-plan="1"]');
    await settled();
    expect(await picture()).toBe(byMachine);
  });

  it('zooms by buttons, by a span, by the wheel, and back', async () => {
    const all = await picture();
    await page.click('[data-action="in"]');
    await settled();
    expect(await picture()).not.toBe(all);
    await page.click('[data-action="all"]');
    await settled();
    expect(await picture()).toBe(all);
    const box = (await (await page.$('[data-part="canvas"]'))!.boundingBox())!;
    await page.mouse.move(box.x + 200, box.y + 60);
    await page.mouse.down();
    await page.mouse.move(box.x + 400, box.y + 60);
    await page.mouse.up();
    await page.mouse.move(box.x + 5, box.y + 5);
    await settled();
    expect(await picture()).not.toBe(all);
    await page.focus('[data-part="frame"]');
    await page.keyboard.press('0');
    await settled();
    expect(await picture()).toBe(all);
  });

  it('says what a bar is, and what else could have been started', async () => {
    await page.click('[data-action="next"]');
    expect(await page.textContent('.task-facts h3')).toMatch(/^A-\d · /);
    expect(await page.textContent('.candidates .chosen td:last-child')).toBe('taken');
    expect(await page.textContent('.candidates')).toMatch(/of 25 rules would have taken the same|No rule/);
    expect(await page.textContent('.impossible')).toContain('is not released before');
    expect(await page.textContent('[data-part="counter"]')).toMatch(/^decision 1 of \d+$/);
  });

  it('shows a box beside the pointer', async () => {
    const box = (await (await page.$('[data-part="canvas"]'))!.boundingBox())!;
    const gutter = 18 + 6 * 7.6;
    await page.mouse.move(box.x + gutter + 14, box.y + 38 + 10);
    await page.waitForSelector('.gantt-tip:not([hidden])');
    expect(await page.textContent('.gantt-tip')).toContain('A-1 · cut');
    await page.mouse.move(5, 5);
  });

  it('fits a screen of 400 pixels, in the dark too', async () => {
    const light = await picture();
    await page.emulateMedia({ colorScheme: 'dark' });
    await settled();
    expect(await picture()).not.toBe(light);
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 400, height: 800 });
    await page.waitForFunction(() =>
      [...document.querySelectorAll('.plot svg')].every(({ clientWidth }) => clientWidth < 400),
    );
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(400);
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  it('draws two thousand tasks, and anew when it is zoomed', async () => {
    await page.goto(shown.addresses.large);
    await page.waitForSelector('#in-process .main-svg');
    await settled();
    expect(await colorsOnChart()).toBeGreaterThan(80);
    const whole = await picture();
    await page.focus('[data-part="frame"]');
    await page.keyboard.press('+');
    await settled();
    expect(await picture()).not.toBe(whole);
    await page.keyboard.press('-');
    await settled();
    expect(await picture()).toBe(whole);
  });

  it('finds an order among a hundred', async () => {
    await page.fill('[data-part="search"]', 'J42');
    expect(
      await page.$$eval('.chip:not([hidden])', (chips) => chips.map((chip) => chip.textContent)),
    ).toEqual(['J42']);
    const all = await picture();
    await page.click('.chip:not([hidden])');
    await settled();
    expect(await picture()).not.toBe(all);
  });

  it('asks for nothing but itself and complains of nothing', () => {
    expect(shown.requests).toEqual([shown.addresses.workshop, shown.addresses.large]);
    expect(shown.complaints).toEqual([]);
  });
});
