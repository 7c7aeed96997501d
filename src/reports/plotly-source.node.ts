import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fail } from '../errors.js';

const packageName = 'plotly.js-cartesian-dist-min';

/**
 * The minified JavaScript of Plotly's bundle for figures with x and y axes.
 * @throws LeptonError `file-not-found` where the package is not installed
 */
export function readPlotlySource(): string {
  try {
    return readFileSync(createRequire(import.meta.url).resolve(packageName), 'utf8');
  } catch {
    return fail('file-not-found', {
      component: 'report',
      parameter: 'package',
      value: packageName,
      requirement: 'installed',
      hint: `npm install ${packageName}`,
    });
  }
}
