import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import type { BrowserContext, Page } from 'playwright-core';
import { readPlotlySource } from '../../src/reports/plotly-source.node.js';
import { renderReport } from '../../src/reports/report.js';
import { cartPoleReport } from './fixtures.js';

const browser = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const describeWithBrowser = existsSync(browser) ? describe : describe.skip;
const title = existsSync(browser)
  ? 'a report in a browser'
  : `a report in a browser (skipped: no Chromium at ${browser}; CHROMIUM_PATH names another place)`;

jest.setTimeout(60_000);

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

describeWithBrowser(title, () => {
  const folder = mkdtempSync(join(tmpdir(), 'lepton-report-'));
  const address = pathToFileURL(join(folder, 'report.html')).href;
  const complaints: string[] = [];
  const requests: string[] = [];
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    writeFileSync(join(folder, 'report.html'), renderReport(cartPoleReport(5, readPlotlySource())));
    context = await chromium.launchPersistentContext(join(folder, 'profile'), {
      executablePath: browser,
      headless: true,
      colorScheme: 'light',
      viewport: { width: 1280, height: 900 },
      args: flags,
    });
    page = await context.newPage();
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => requests.push(request.url()));
    await page.goto(address);
    await page.waitForSelector('#throughput .main-svg');
  });

  afterAll(async () => {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  });

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
    await page.waitForFunction(() => document.querySelector('.plot svg')!.clientWidth < 400);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(400);
  });

  it('may not ask for anything, even where a script tries', async () => {
    const other = await context.newPage();
    await other.goto(address);
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
    expect(requests.filter((url) => !url.startsWith('data:') && !url.startsWith('blob:'))).toEqual([address]);
    expect(complaints).toEqual([]);
  });
});
