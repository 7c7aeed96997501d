import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { generateMarket } from '../../../environments/market/generators/index.js';
import { backtest } from '../../../experiments/market/backtest.js';
import { leakCheck } from '../../../experiments/market/leak-check/index.js';
import { loadOwnStrategy } from '../../../experiments/market/own-strategy.node.js';

const folder = mkdtempSync(join(tmpdir(), 'lepton-own-'));
afterAll(() => rmSync(folder, { recursive: true }));
const data = generateMarket({ generator: { gjr: {} }, bars: 600 }, 4);
const [{ open }] = data.assets;
const file = join(folder, 'own.mjs');
writeFileSync(
  file,
  `export const text = () => 'long';
export const nothing = () => null;
export const yes = () => true;
export const promise = async () => 1;
export const notNumber = () => NaN;
export const inList = () => [NaN];
export const mistyped = () => ({ weight: [1] });
export const order = () => ({ orders: [{ quantity: '5' }] });
export const throwing = (view) => (view.bar < 7 ? 0 : view.nothing.at);
export const large = (view) => (view.bar < 7 ? 0 : 5);
export const made = { create: () => ({ decisions: 1 }) };
export const parts = { create: ({ parameters }) => ({ decide: () => parameters.part }) };
export const orders = (view) => (view.bar === 3 ? { orders: [{ quantity: 5 }] } : view.bar > 5 ? undefined : [0.5]);
let bars = 0;
export const remembering = () => (bars++ % 7 < 3 ? 1 : 0);
const open = ${JSON.stringify([...open])};
export const knowing = (view) => (open[view.bar + 2] > open[view.bar + 1] ? 1 : 0);
`,
);
const load = (name: string, parameters = {}) => loadOwnStrategy(`${file}#${name}`, parameters);
const play = async (name: string) => backtest({ data, trader: await load(name) }).sheet;

describe("a strategy of one's own", () => {
  it.each(['text', 'nothing', 'yes', 'promise', 'notNumber', 'inList', 'mistyped', 'order'])(
    'whose decision is no decision is refused on the bar where it makes it, not taken for doing nothing: %s',
    async (name) => {
      await expect(play(name)).rejects.toThrow(
        /#\w+: decision at bar 0, \d{4}-\d\d-\d\d is .* must be a target weight/,
      );
    },
  );

  it('that throws is told with bar, day, and the line of its own file', async () => {
    const error: unknown = await play('throwing').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: 'contract-broken',
      message: expect.stringMatching(/decision at bar 7, .*TypeError/),
    });
    expect((error as Error).message).toContain('own.mjs:9');
  });

  it('that wants more than the account allows is told with bar and day', async () => {
    await expect(play('large')).rejects.toThrow(/#large, bar 7, \d{4}-\d\d-\d\d: decision is \[5\]/);
  });

  it('whose create gives no strategy is refused', async () => {
    await expect(play('made')).rejects.toThrow('a function that gives { decide }');
  });

  it('gets parameters where it is created, and a function takes none', async () => {
    const trader = await load('parts', { part: 0.25 });
    const { weights, strategy } = backtest({ data, trader }).sheet;
    expect(weights[0][1]).toBeCloseTo(0.25, 2);
    expect(strategy.parameters).toEqual({ part: 0.25 });
    await expect(load('large', { part: 1 })).rejects.toThrow('a function takes no parameters');
  });

  it('may mix weights, orders and leaving things as they are', async () => {
    expect((await play('orders')).fills).toBeGreaterThan(1);
  });

  it('that does not do the same twice is none to believe', async () => {
    expect((await play('remembering')).alarms.join()).toContain('did not do the same twice');
  });

  it('that has the future from elsewhere is none to believe, and the leak check finds it', async () => {
    const trader = await load('knowing');
    expect(backtest({ data, trader }).sheet.alarms.join()).toContain('out of reach on real prices');
    const subject = { name: 'knowing', data, account: {}, from: 0, to: 590, seed: 0, trader };
    const { findings, passed } = await leakCheck(subject, { fast: true });
    expect(passed).toBe(false);
    expect(findings.filter(({ severity }) => severity === 'leak').map(({ check }) => check)).toEqual([
      'too-good-decisions',
    ]);
  });
});
