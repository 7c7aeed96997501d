import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { readPlotlySource } from '../../src/reports/plotly-source.node.js';
import { renderReport } from '../../src/reports/report.js';
import { describeInBrowser, showPages } from './browser.js';
import { cartPoleReport } from './fixtures.js';

jest.setTimeout(60_000);

describeInBrowser('a report', () => {
  let shown: Awaited<ReturnType<typeof showPages<'report'>>>;
  let page: Page;

  beforeAll(async () => {
    shown = await showPages({ report: renderReport(cartPoleReport(5, readPlotlySource())) });
    ({ page } = shown);
    await page.waitForSelector('#throughput .main-svg');
  });
  afterAll(() => shown.close());

  it('draws every figure', async () => {
    const curves = await page.$$eval('[data-figure]', (elements) =>
      elements.map((element) => element.querySelectorAll('.main-svg .trace').length),
    );
    expect(curves.length).toBe(16);
    for (const count of curves) expect(count).toBeGreaterThan(0);
  });

  it('plays the episode, pauses, and goes where the slider is put', async () => {
    const step = () => page.textContent('[data-readout="step"]').then(Number);
    const pole = () => page.getAttribute('.stage polygon + polygon', 'points');
    const before = await pole();
    expect(await step()).toBe(1);
    await page.click('[data-part="play"]');
    await page.waitForFunction(
      () => Number(document.querySelector('[data-readout="step"]')!.textContent) > 8,
    );
    await page.click('[data-part="play"]');
    const paused = await step();
    expect(await pole()).not.toBe(before);
    await page.waitForTimeout(150);
    expect(await step()).toBe(paused);
    await page.fill('[data-part="scrub"]', '499');
    expect(await step()).toBe(500);
    expect(await page.textContent('[data-readout="total"]')).toBe('500');
  });

  it('marks the chosen action among the Q-values', async () => {
    const action = await page.textContent('[data-readout="action"]');
    expect(await page.textContent('.bar-row.chosen .bar-name')).toBe(action);
  });

  it('copies the commands', async () => {
    await page.click('[data-copy="commands"]');
    expect(await page.textContent('[data-copy="commands"]')).toBe('Copied');
  });

  it('redraws its figures in the colours of the dark', async () => {
    const color = () =>
      page.$eval('#epsilon .scatterlayer path.js-line', (path) => getComputedStyle(path).stroke);
    expect(await color()).toBe('rgb(29, 95, 166)');
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.waitForFunction(
      () =>
        getComputedStyle(document.querySelector('#epsilon .scatterlayer path.js-line')!).stroke !==
        'rgb(29, 95, 166)',
    );
    expect(await color()).toBe('rgb(116, 179, 240)');
    await page.emulateMedia({ colorScheme: 'light' });
  });

  it('fits a screen of 400 pixels', async () => {
    await page.setViewportSize({ width: 400, height: 800 });
    await page.waitForFunction(() =>
      [...document.querySelectorAll('.plot svg')].every(({ clientWidth }) => clientWidth < 400),
    );
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(400);
  });

  it('may not ask for anything, even where a script tries', async () => {
    const other = await shown.context.newPage();
    await other.goto(shown.addresses.report);
    const answer = await other.evaluate(() =>
      fetch('data:text/plain,x').then(
        () => 'answered',
        () => 'refused',
      ),
    );
    await other.close();
    expect(answer).toBe('refused');
  });

  it('asks for nothing but itself and complains of nothing', () => {
    expect(shown.requests).toEqual([shown.addresses.report]);
    expect(shown.complaints).toEqual([]);
  });
});
