import { describe, expect, it } from '@jest/globals';
import {
  commonDecimals,
  formatCount,
  formatDuration,
  formatNumber,
  formatQuantity,
  formatValue,
  rounded,
} from '../../src/reports/format.js';

/** With plain spaces, to be readable here. */
const plain = (text: string): string => text.replace(/[\u202f\u00a0]/g, ' ');

describe('format', () => {
  it.each([
    [50_000, 0, '50 000'],
    [1_234_567.891, 1, '1 234 567.9'],
    [999, 0, '999'],
    [-12.345, 2, '−12.35'],
    [-0.001, 2, '0.00'],
    [NaN, 0, 'not a number'],
    [-Infinity, 0, '−∞'],
  ])('number %d with %d decimals is "%s"', (value, decimals, text) => {
    expect(plain(formatNumber(value, decimals))).toBe(text);
  });

  it.each([
    [500, '500'],
    [498.63, '498.6'],
    [12_400.4, '12 400'],
    [-0.03123, '−0.0312'],
    [1.5, '1.500'],
  ])('value %d is "%s"', (value, text) => {
    expect(plain(formatValue(value))).toBe(text);
  });

  it.each([
    [21_456, 'FLOP', '21.5 kFLOP'],
    [8_270_000, 'FLOP', '8.27 MFLOP'],
    [999.7, 'B', '1.00 kB'],
    [512, 'B', '512 B'],
    [3.2e15, 'FLOP', '3.20 PFLOP'],
  ])('quantity %d %s is "%s"', (value, unit, text) => {
    expect(plain(formatQuantity(value, unit))).toBe(text);
  });

  it.each([
    [0.424, '0.42 s'],
    [4.06, '4.1 s'],
    [192, '3 min 12 s'],
    [7500, '2 h 5 min'],
  ])('duration %d is "%s"', (seconds, text) => {
    expect(plain(formatDuration(seconds))).toBe(text);
  });

  it('counts one thing and several', () => {
    expect(plain(formatCount(1, 'seed'))).toBe('1 seed');
    expect(plain(formatCount(2000, 'episode'))).toBe('2 000 episodes');
  });

  it('gives a column the decimals of its greatest number, and none to whole numbers', () => {
    expect(commonDecimals([500, 498.63, 0.5])).toBe(1);
    expect(commonDecimals([500, 9])).toBe(0);
  });

  it('rounds to significant digits and makes gaps of what is not finite', () => {
    expect(rounded(123.456789)).toBe(123.46);
    expect(rounded(NaN)).toBeNull();
    expect(rounded(Infinity)).toBeNull();
  });
});
