import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { loadRecipe } from '../../experiments/recipe-file.node.js';
import type * as Lepton from '../../src/index.js';
import { build, golden, goldenRecipePath, goldenSeed, sha256 } from '../determinism/golden-run.js';
import { describeInBrowser, openBrowser, type Shown } from '../reports/browser.js';
import { servePage } from './page-server.js';

describeInBrowser('AC15: the golden training', () => {
  let server: Awaited<ReturnType<typeof servePage>>;
  let shown: Shown;
  let page: Page;

  beforeAll(async () => {
    build();
    server = await servePage();
    shown = await openBrowser();
    ({ page } = shown);
    await page.goto(server.address);
    await page.waitForFunction('globalThis.lepton !== undefined');
  });

  afterAll(async () => {
    await shown.close();
    server.close();
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
    expect(shown.complaints).toEqual([]);
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
