import { check } from '../../errors.js';
import type { TearSheetInput } from './tear-sheet-input.js';

const component = 'tear sheet';

/** The columns that figures are drawn of belong to the same bars and assets. @throws LeptonError `invalid-value` */
export function checkInput({
  times,
  curves,
  prices,
  positions,
  weights,
  traded,
  data,
}: TearSheetInput): void {
  const bars = times.length;
  check(bars >= 2, { component, parameter: 'times.length', value: bars, requirement: 'at least 2' });
  check(curves.length > 0, { component, parameter: 'curves.length', value: 0, requirement: 'at least 1' });
  const length = (parameter: string, values: { readonly length: number }, expected: number): void =>
    check(values.length === expected, {
      component,
      parameter: `${parameter}.length`,
      value: values.length,
      requirement: `${expected}: one value for each of the ${bars} bars`,
    });
  for (const { name, equity, returns } of curves) {
    length(`equity of ${name}`, equity, bars);
    length(`returns of ${name}`, returns, bars - 1);
  }
  length('traded', traded, bars);
  for (const column of weights) length('weights', column, bars);
  for (const { asset, close } of prices) length(`prices of ${asset}`, close, bars);
  for (const [name, columns] of Object.entries({ prices, positions, weights }))
    check(columns.length === data.assets.length, {
      component,
      parameter: `${name}.length`,
      value: columns.length,
      requirement: `${data.assets.length}, the number of assets`,
    });
}
