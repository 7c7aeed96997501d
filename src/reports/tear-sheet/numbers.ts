import { formatCount, formatNumber } from '../format.js';

/** A number of a backtest; `null` where JSON had no word for it. */
export type Maybe = number | null | undefined;

const dash = '–';
const unitSpace = '\u00a0';

/** More than a hundred million per cent are an oracle's, and nobody counts their digits. */
const beyondReading = 1e6;

function shown(value: Maybe, format: (value: number) => string): string {
  return value === null || value === undefined || Number.isNaN(value) ? dash : format(value);
}

/** A Sharpe ratio and the like: `0.43`; fewer decimals from 100 on. */
export function ratio(value: Maybe, decimals = 2): string {
  return shown(value, (number) => formatNumber(number, Math.abs(number) >= 100 ? 0 : decimals));
}

/** `12.3 %` of 0.123; without decimals from 1000 % on. */
export function percent(value: Maybe, decimals = 1): string {
  return shown(value, (number) => {
    const size = Math.abs(number);
    const share =
      size >= beyondReading && size < Infinity
        ? scientific(100 * number)
        : formatNumber(100 * number, size >= 10 ? 0 : decimals);
    return `${share}${unitSpace}%`;
  });
}

/** The same with its sign: `+12.3 %`. */
export function signedPercent(value: Maybe, decimals = 1): string {
  const text = percent(value, decimals);
  return typeof value === 'number' && value > 0 && /[1-9∞]/.test(text) ? `+${text}` : text;
}

/** `94.2 %`, and never a certainty: `above 99.9 %`, `below 0.1 %`. */
export function probability(value: Maybe): string {
  return shown(value, (share) => {
    if (share > 0.999) return `above 99.9${unitSpace}%`;
    return share < 0.001 ? `below 0.1${unitSpace}%` : percent(share);
  });
}

/** `0.034`, `below 0.001`. */
export function pValue(value: Maybe): string {
  return shown(value, (p) => (p < 0.001 ? 'below 0.001' : formatNumber(p, p < 0.1 ? 3 : 2)));
}

/** Whole units from 1000 on, else two decimals; `0` where there is nothing. */
export function money(value: Maybe): string {
  return shown(value, (amount) => {
    const size = Math.abs(amount);
    if (size >= 1e6 * beyondReading && size < Infinity) return scientific(amount);
    return formatNumber(amount, amount === 0 || size >= 1000 ? 0 : 2);
  });
}

/** Prices keep the digits in which they are quoted. */
export function price(value: Maybe): string {
  return shown(value, (amount) => {
    const size = Math.abs(amount);
    return formatNumber(amount, size >= 10 ? 2 : size >= 0.1 ? 4 : 6);
  });
}

/** `5 bp` of 0.0005. */
export function basisPoints(value: number): string {
  const points = 10_000 * value;
  return `${formatNumber(points, Math.abs(points - Math.round(points)) < 1e-9 ? 0 : 1)}${unitSpace}bp`;
}

/** `72.0 ×` of 71.99: three digits, all of those before the point. */
export function times(value: Maybe): string {
  return shown(value, (number) => {
    const size = Math.abs(number);
    return `${formatNumber(number, size >= 100 ? 0 : size >= 10 ? 1 : 2)}${unitSpace}×`;
  });
}

/** `20.9 years`, `8 months`, `12 days`: the time of the calendar. */
export function yearsLong(value: Maybe): string {
  return shown(value, (years) => {
    if (years < 1 / 6) return formatCount(Math.round(365.25 * years), 'day');
    if (years < 2) return formatCount(Math.round(12 * years), 'month');
    return `${formatNumber(years, years < 100 ? 1 : 0)}${unitSpace}years`;
  });
}

/** A reason of the ledger with at most three decimals to a number: `target 0.333`. */
export function shortNumbers(text: string): string {
  return text
    .replace(/\d+\.\d{4,}/g, (digits) => String(Number(Number(digits).toFixed(3))))
    .replace(/(^|\s)-(?=\d)/g, '$1\u2212');
}

const superscripts: Readonly<Record<string, string>> = {
  ...Object.fromEntries([...'⁰¹²³⁴⁵⁶⁷⁸⁹'].map((sign, digit) => [String(digit), sign])),
  '-': '⁻',
};

/** `3.2 × 10⁻¹³` */
export function scientific(value: Maybe): string {
  return shown(value, (number) => {
    const [digits, exponent] = number.toExponential(1).split('e');
    const power = [...exponent.replace('+', '')].map((sign) => superscripts[sign] ?? sign).join('');
    return `${digits.replace('-', '\u2212')}${unitSpace}×${unitSpace}10${power}`;
  });
}
