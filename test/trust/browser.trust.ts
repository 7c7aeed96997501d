import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { loadRecipe } from '../../experiments/recipe-file.node.js';
import type * as Lepton from '../../src/index.js';
import { build, golden, goldenRecipePath, goldenSeed, sha256 } from '../determinism/golden-run.js';
import { servePage } from './page-server.js';

const browser = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const isThere = existsSync(browser);
const describeWithBrowser = isThere ? describe : describe.skip;
const reason = isThere ? '' : ` (skipped: no Chromium at ${browser}; CHROMIUM_PATH names another place)`;

describeWithBrowser(`AC15: the golden training in a page of headless Chromium${reason}`, () => {
  const profile = mkdtempSync(join(tmpdir(), 'lepton-page-'));
  const complaints: string[] = [];
  let server: Awaited<ReturnType<typeof servePage>>;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    build();
    server = await servePage();
    context = await chromium.launchPersistentContext(profile, {
      executablePath: browser,
      headless: true,
      args: ['--headless', '--no-sandbox', '--disable-gpu', '--no-proxy-server', '--no-first-run'],
    });
    page = await context.newPage();
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(server.address);
    await page.waitForFunction('globalThis.lepton !== undefined');
  });

  afterAll(async () => {
    await context.close();
    server.close();
    rmSync(profile, { recursive: true, force: true });
  });

  it.each(['createWasmEngine', 'createTwinEngine'] as const)(
    'gives the committed weights and the committed log, byte for byte, with %s',
    async (engine) => {
      const { recipe } = await loadRecipe(goldenRecipePath);
      const { weightsHash, metrics } = await page.evaluate(trainInPage, { recipe, seed: goldenSeed, engine });
      expect({ weightsHash, metrics: sha256(metrics) }).toEqual(golden);
    },
  );

  it('complains of nothing', () => {
    expect(complaints).toEqual([]);
  });
});

/** Runs in the page: it sees nothing of this file. */
async function trainInPage({
  recipe,
  seed,
  engine,
}: {
  readonly recipe: Lepton.RecipeDocument;
  readonly seed: number;
  readonly engine: 'createWasmEngine' | 'createTwinEngine';
}): Promise<{ readonly weightsHash: string; readonly metrics: string }> {
  const { lepton } = globalThis as unknown as { readonly lepton: typeof Lepton };
  const storage = new lepton.MemoryStorage();
  const { weightsHash } = await lepton.train(recipe, { storage, seed, engine: lepton[engine]() });
  return { weightsHash, metrics: new TextDecoder().decode(storage.read('metrics.jsonl')) };
}
