import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { readPlotlySource } from '../../../src/reports/plotly-source.node.js';
import type { TearSheetInput } from '../../../src/reports/tear-sheet/tear-sheet-input.js';
import { renderTearSheet } from '../../../src/reports/tear-sheet/tear-sheet.js';
import { describeInBrowser, showPages } from '../browser.js';
import { backtestOf, firstDay, longBacktest } from './fixtures.js';

jest.setTimeout(60_000);

/** Two weeks of minutes, 14:31 to 21:00. */
function minutes(): TearSheetInput {
  const minute = 60_000;
  const times = Array.from({ length: 14 }, (_, day) => day)
    .filter((day) => day % 7 < 5)
    .flatMap((day) =>
      Array.from({ length: 390 }, (_, i) => firstDay + (day * 1440 + 14 * 60 + 31 + i) * minute),
    );
  const closes = times.map((_, t) => 100 + 0.01 * (t % 97) - 0.0137 * (t % 53));
  return backtestOf(closes, closes, { times, trades: [], data: { assets: ['SPX'], barsPerYear: 390 * 252 } });
}

describeInBrowser('a tear sheet', () => {
  let shown: Awaited<ReturnType<typeof showPages<'sheet' | 'minutes'>>>;
  let page: Page;

  beforeAll(async () => {
    shown = await showPages({
      sheet: renderTearSheet(longBacktest(), readPlotlySource()),
      minutes: renderTearSheet(minutes(), readPlotlySource()),
    });
    ({ page } = shown);
    await page.waitForSelector('#folds .main-svg');
  });
  afterAll(() => shown.close());

  it('draws every figure', async () => {
    const drawn = await page.$$eval('[data-figure]', (elements) =>
      elements.map((element) => ({
        id: element.getAttribute('data-figure'),
        traces: element.querySelectorAll('.main-svg .trace').length,
      })),
    );
    expect(drawn.length).toBe(14);
    for (const { id, traces } of drawn) expect([id, traces > 0]).toEqual([id, true]);
  });

  it('draws a body for every candle', async () => {
    const bodies = await page.$$eval('#price-1 .barlayer .point', (points) => points.length);
    expect(bodies).toBe(504);
  });

  it('tells gains from losses by their colour on the map of months', async () => {
    const background = (kind: string) =>
      page.$eval(`.heat-map .${kind}`, (cell) => getComputedStyle(cell).backgroundColor);
    const [gain, loss] = [await background('gain'), await background('loss')];
    expect(gain).not.toBe(loss);
    expect(gain).not.toBe('rgba(0, 0, 0, 0)');
  });

  it('redraws its figures in the colours of the dark', async () => {
    const color = () =>
      page.$eval('#rolling-beta .scatterlayer path.js-line', (path) => getComputedStyle(path).stroke);
    expect(await color()).toBe('rgb(29, 95, 166)');
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.waitForFunction(
      () =>
        getComputedStyle(document.querySelector('#rolling-beta .scatterlayer path.js-line')!).stroke !==
        'rgb(29, 95, 166)',
    );
    expect(await color()).toBe('rgb(116, 179, 240)');
    await page.emulateMedia({ colorScheme: 'light' });
  });

  it('lets every table be scrolled by keyboard, under a name', async () => {
    const frames = await page.$$eval('.table', (tables) =>
      tables.map((table) => [
        (table as HTMLElement).tabIndex,
        (table.getAttribute('aria-label') ?? '') !== '',
      ]),
    );
    expect(frames.length).toBeGreaterThan(5);
    for (const frame of frames) expect(frame).toEqual([0, true]);
  });

  it('fits a screen of 400 pixels', async () => {
    await page.setViewportSize({ width: 400, height: 800 });
    await page.waitForFunction(() =>
      [...document.querySelectorAll('.plot svg')].every(({ clientWidth }) => clientWidth < 400),
    );
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(400);
  });

  it('asks for nothing but itself and complains of nothing', () => {
    expect(shown.requests).toEqual([shown.addresses.sheet]);
    expect(shown.complaints).toEqual([]);
  });

  it('draws every hour of minute bars, though nights and weekends take no room', async () => {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(shown.addresses.minutes);
    await page.waitForSelector('#exposure .main-svg');
    const places = await page.$$eval('#price-1 .barlayer .point path', (bodies) =>
      bodies.map((body) => body.getBoundingClientRect().x).sort((a, b) => a - b),
    );
    // Ten sessions of seven clock hours, the first of which is a half.
    expect(places.length).toBe(70);
    const gaps = places.slice(1).map((place, i) => place - places[i]);
    // The hour after the last close stays, for that close to be drawn.
    expect(Math.max(...gaps)).toBeLessThan(2.5 * Math.min(...gaps));
    expect(shown.complaints).toEqual([]);
  });
});
