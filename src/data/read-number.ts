import type { Cell } from './table.js';

/** The sign before the fraction: `1,234.5` or `1.234,5`. */
export type DecimalSign = 'point' | 'comma';

const missing = new Set(['', 'nan', 'na', 'n/a', '#n/a', 'null', 'none', '-', '.']);
const plain = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;
/** A sign, a currency, digits with points and commas, thousands (K), millions (M), billions (B) or per cent. */
const dressed = /^([-+]?)[$€£¥]?\s?([\d.,]+)\s?([kmb%]?)$/i;
const units: Readonly<Record<string, number>> = { '': 1, '%': 1, k: 1e3, m: 1e6, b: 1e9 };
const grouped = {
  point: /^(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?$/,
  comma: /^(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d*)?$/,
};
const ratio = /^(\d+(?:\.\d+)?)\s*[:/]\s*(\d+(?:\.\d+)?)$/;

/** The value of a cell: NaN where it is empty, undefined where it is no number. Per cent stay per cent: `0.5%` is 0.5. */
export function readNumber(cell: Cell, decimals: DecimalSign | undefined): number | undefined {
  if (cell === null || cell === undefined) return Number.NaN;
  if (typeof cell === 'number') return Number.isFinite(cell) || Number.isNaN(cell) ? cell : undefined;
  if (typeof cell === 'bigint' || typeof cell === 'boolean') return Number(cell);
  if (typeof cell !== 'string') return undefined;
  const text = cell.trim();
  if (plain.test(text) && (decimals !== 'comma' || !text.includes('.'))) return finite(Number(text));
  if (missing.has(text.toLowerCase())) return Number.NaN;
  const [, sign, digits = '', unit = ''] = dressed.exec(text) ?? [];
  if (sign === undefined) return undefined;
  const value = digitsValue(digits, decimals);
  return value === undefined
    ? undefined
    : finite((sign === '-' ? -value : value) * (units[unit.toLowerCase()] ?? NaN));
}

/** As `readNumber`, and new shares for old ones: `2:1` or `3/2`. */
export function readRatio(cell: Cell, decimals: DecimalSign | undefined): number | undefined {
  const [, shares, old] = (typeof cell === 'string' && ratio.exec(cell.trim())) || [];
  return shares === undefined ? readNumber(cell, decimals) : Number(shares) / Number(old);
}

/** Which sign is the decimal one, if any cell shows it: one that stands last and not before just three digits. */
export function decimalSignOf(cells: Iterable<Cell>): DecimalSign | undefined {
  let [hasPoint, hasComma] = [false, false];
  for (const cell of cells) {
    if (typeof cell !== 'string' || !/[.,]/.test(cell)) continue;
    const digits = dressed.exec(cell.trim())?.[2] ?? '';
    hasPoint ||= showsDecimal(digits, '.', ',') && grouped.point.test(digits);
    hasComma ||= showsDecimal(digits, ',', '.') && grouped.comma.test(digits);
  }
  if (hasPoint === hasComma) return undefined;
  return hasPoint ? 'point' : 'comma';
}

function showsDecimal(digits: string, sign: string, other: string): boolean {
  const at = digits.lastIndexOf(sign);
  if (at < 0) return false;
  return digits.includes(other)
    ? digits.lastIndexOf(other) < at
    : !/^[1-9]\d{0,2}$/.test(digits.slice(0, at)) || digits.length - at !== 4;
}

/** Without a known sign a point is one, as everywhere in programs, and commas could be either. */
function digitsValue(digits: string, decimals: DecimalSign | undefined): number | undefined {
  if (decimals === undefined && digits.includes(',')) return undefined;
  const sign = decimals ?? 'point';
  if (!grouped[sign].test(digits)) return undefined;
  const [groups, point] = sign === 'point' ? [/,/g, '.'] : [/\./g, ','];
  return Number(digits.replace(groups, '').replace(point, '.'));
}

const finite = (value: number): number | undefined => (Number.isFinite(value) ? value : undefined);
