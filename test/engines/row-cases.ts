/** Operators that see rows as wholes, with bounds that follow their errors from step to step. */
import * as t from '../../src/tensor/index.js';
import type { Shape } from '../../src/tensor/index.js';
import type { Given } from './evaluate.js';
import { additions, ofRows, total, u, type OperatorCase } from './operator-cases.js';

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const rowsOf = (values: readonly number[], { shape }: Given): number[][] => {
  const columns = shape.at(-1) as number;
  return Array.from({ length: values.length / columns }, (_, row) =>
    values.slice(row * columns, (row + 1) * columns),
  );
};

/** Error bounds of one standardised row: of the mean, of 1 / deviation (relative), and of each result. */
function standardized(row: readonly number[], epsilon: number) {
  const ofMean = (additions(row.length) + 2) * u * (total(row) / row.length);
  const centred = row.map((value) => value - mean(row));
  const variance = mean(centred.map((value) => value * value));
  const ofVariance = ofMean * ofMean + (additions(row.length) + 6) * u * (variance + ofMean * ofMean);
  const inverse = 1 / Math.sqrt(variance + epsilon);
  const ofInverse = (ofVariance / (variance + epsilon) / 2) * 1.01 + 4 * u;
  const y = centred.map((value) => value * inverse);
  return {
    inverse,
    ofInverse,
    y,
    ofY: y.map((value) => inverse * ofMean * 1.01 + Math.abs(value) * (ofInverse + 3 * u)),
  };
}

const epsilon = 1e-3;

export const rowCases: readonly OperatorCase[] = [
  {
    name: 'logSoftmax',
    make: ofRows((x) => t.logSoftmax(x)),
    bound: ([x = []], result, [{ shape } = { shape: [] as Shape }]) => {
      const columns = shape.at(-1) as number;
      return result.map((value, index) => {
        const row = x.slice(index - (index % columns), index - (index % columns) + columns);
        const distance = Math.max(...row) - x[index];
        const terms = distance + Math.abs(value) + 2 * Math.log(columns) + additions(columns) + 3;
        return u * terms * 1.01;
      });
    },
  },
  {
    name: 'standardize',
    make: ofRows((x) => t.standardize(x, epsilon)),
    bound: ([x = []], _result, [shaped]) =>
      rowsOf(x, shaped).flatMap((row) => standardized(row, epsilon).ofY),
  },
  {
    name: 'the gradient of standardize',
    make: ofRows((x, dy) => t.gradients(t.sum(t.mul(t.standardize(x, epsilon), dy)), [x])[0], 2),
    bound: ([x = [], dy = []], _result, [shaped]) => {
      const gradients = rowsOf(dy, shaped);
      return rowsOf(x, shaped).flatMap((row, at) => {
        const gradient = gradients[at];
        const { inverse, ofInverse, y, ofY } = standardized(row, epsilon);
        const products = gradient.map((value, column) => Math.abs(value * y[column]));
        const meanOfProducts = mean(products);
        const steps = additions(row.length) + 6;
        const ofProducts = mean(gradient.map((value, column) => Math.abs(value) * ofY[column]));
        return gradient.map((value, column) => {
          const own = Math.abs(y[column]);
          const terms = Math.abs(value) + mean(gradient.map(Math.abs)) + own * meanOfProducts;
          const carried = ofY[column] * meanOfProducts + own * ofProducts;
          return 1.01 * inverse * (steps * u * terms + ofInverse * terms + carried);
        });
      });
    },
  },
];
