import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import type { BrowserContext, Page } from 'playwright-core';
import { readPlotlySource } from '../../../src/reports/plotly-source.node.js';
import { renderTearSheet } from '../../../src/reports/tear-sheet/tear-sheet.js';
import { longBacktest } from './fixtures.js';

const browser = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const describeWithBrowser = existsSync(browser) ? describe : describe.skip;
const title = existsSync(browser)
  ? 'a tear sheet in a browser'
  : `a tear sheet in a browser (skipped: no Chromium at ${browser}; CHROMIUM_PATH names another place)`;

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
  const folder = mkdtempSync(join(tmpdir(), 'lepton-tear-sheet-'));
  const address = pathToFileURL(join(folder, 'tear-sheet.html')).href;
  const complaints: string[] = [];
  const requests: string[] = [];
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    writeFileSync(join(folder, 'tear-sheet.html'), renderTearSheet(longBacktest(), readPlotlySource()));
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
    await page.waitForSelector('#folds .main-svg');
  });

  afterAll(async () => {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  });

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

  it('fits a screen of 400 pixels', async () => {
    await page.setViewportSize({ width: 400, height: 800 });
    await page.waitForFunction(() => document.querySelector('.plot svg')!.clientWidth < 400);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(400);
  });

  it('asks for nothing but itself and complains of nothing', () => {
    expect(requests.filter((url) => !url.startsWith('data:') && !url.startsWith('blob:'))).toEqual([address]);
    expect(complaints).toEqual([]);
  });
});
