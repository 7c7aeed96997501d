import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '../../src/runs/safe-file.node.js';
import type { MarketData } from '../../src/data/market-data.js';
import { readPlotlySource } from '../../src/reports/plotly-source.node.js';
import { renderTearSheet } from '../../src/reports/tear-sheet/tear-sheet.js';
import type { BacktestResult } from './backtest.js';
import { equityCsv, ledgerCsv, ledgerJson } from './ledger-files.js';

/**
 * Writes a backtest into a folder that is there: `backtest.json`, `ledger.csv`, `ledger.json`, `equity.csv`, and the page
 * `tear-sheet.html`.
 */
export function writeBacktest(folder: string, data: MarketData, { sheet, history }: BacktestResult): void {
  mkdirSync(folder, { recursive: true });
  const write = (name: string, text: string): void =>
    replaceFile(join(folder, name), new TextEncoder().encode(text));
  write('backtest.json', `${JSON.stringify(sheet)}\n`);
  write('ledger.csv', ledgerCsv(data, history));
  write('ledger.json', ledgerJson(data, history));
  write('equity.csv', equityCsv(sheet));
  writeTearSheet(folder, { sheet });
}

/** Writes the page of a backtest, `tear-sheet.html`, into a folder. It works offline. */
export function writeTearSheet(folder: string, { sheet }: Pick<BacktestResult, 'sheet'>): void {
  mkdirSync(folder, { recursive: true });
  const page = renderTearSheet(sheet, readPlotlySource());
  replaceFile(join(folder, 'tear-sheet.html'), new TextEncoder().encode(page));
}
