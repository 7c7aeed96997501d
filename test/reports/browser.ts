/** Pages in headless Chromium, as people see them. Where there is none, their tests are skipped and say so. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe } from '@jest/globals';
import { chromium, type BrowserContext, type Page } from 'playwright-core';

const browser = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const isThere = existsSync(browser);

const flags = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--no-proxy-server'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

export function describeInBrowser(title: string, tests: () => void): void {
  if (isThere) describe(`${title} in a browser`, tests);
  else
    describe.skip(
      `${title} in a browser (skipped: no Chromium at ${browser}; CHROMIUM_PATH names another place)`,
      tests,
    );
}

/** A browser with one page. */
export interface Shown {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the page wrote on its console, and errors that nobody caught. */
  readonly complaints: readonly string[];
  /** What it asked for, itself included; what lies in the page (data:, blob:) does not count. */
  readonly requests: readonly string[];
  readonly close: () => Promise<void>;
}

export async function openBrowser(): Promise<Shown> {
  const profile = mkdtempSync(join(tmpdir(), 'lepton-browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: browser,
    headless: true,
    colorScheme: 'light',
    viewport: { width: 1280, height: 900 },
    args: flags,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    const url = request.url();
    if (!/^(data|blob):/.test(url)) requests.push(url);
  });
  const close = async (): Promise<void> => {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  };
  return { page, context, complaints, requests, close };
}

/** A browser that shows the first of some pages from disk, and where each of them lies. */
export async function showPages<Name extends string>(
  pages: Readonly<Record<Name, string>>,
): Promise<Shown & { readonly addresses: Readonly<Record<Name, string>> }> {
  const folder = mkdtempSync(join(tmpdir(), 'lepton-pages-'));
  const names = Object.keys(pages) as Name[];
  const pathOf = (name: Name): string => join(folder, `${name}.html`);
  for (const name of names) writeFileSync(pathOf(name), pages[name]);
  const addresses = Object.fromEntries(names.map((name) => [name, pathToFileURL(pathOf(name)).href]));
  const shown = await openBrowser();
  await shown.page.goto(addresses[names[0]]);
  const close = async (): Promise<void> => {
    await shown.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { ...shown, addresses: addresses as Record<Name, string>, close };
}
