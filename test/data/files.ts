/** Files of real prices, in packages that are development dependencies. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const modules = new URL('../../node_modules/', import.meta.url);
const dataloader = 'amcharts3/amcharts/plugins/dataloader/examples/data';

export const priceFiles = {
  sp500: fileURLToPath(new URL('vega-datasets/data/sp500-2000.csv', modules)),
  aapl: fileURLToPath(new URL('@observablehq/sample-datasets/aapl.csv', modules)),
  msft: fileURLToPath(new URL(`${dataloader}/MSFT.csv`, modules)),
  txn: fileURLToPath(new URL(`${dataloader}/TXN.csv`, modules)),
};

export const textOf = (path: string): string => readFileSync(path, 'utf8');
