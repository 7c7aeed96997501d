/** Numbers as people read them. No locale is involved, so that a page has the same bytes everywhere. */

/** Between groups of digits: narrow and without a line break. */
const thinSpace = '\u202f';
const unitSpace = '\u00a0';
const minus = '\u2212';

/** `50 000`. Digits after the decimal point are cut to `decimals`. */
export function formatNumber(value: number, decimals = 0): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'not a number' : value < 0 ? `${minus}∞` : '∞';
  const [whole, fraction] = Math.abs(value).toFixed(decimals).split('.') as [string, string?];
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, thinSpace);
  const digits = fraction === undefined ? grouped : `${grouped}.${fraction}`;
  return value < 0 && /[1-9]/.test(digits) ? minus + digits : digits;
}

/** A return, reward or Q-value with about four significant digits: `498.6`, `-0.0312`, `12 400`. */
export function formatValue(value: number): string {
  return formatNumber(value, decimalsFor(value));
}

/** Digits after the point that leave about four significant ones; none for whole numbers. */
export function decimalsFor(value: number): number {
  return Number.isInteger(value) ? 0 : decimalsForSize(Math.abs(value));
}

/** The decimals that suit all of these numbers in one column, by the size of the greatest. */
export function commonDecimals(values: readonly number[]): number {
  if (values.every(Number.isInteger)) return 0;
  return decimalsForSize(values.reduce((greatest, value) => Math.max(greatest, Math.abs(value)), 0));
}

function decimalsForSize(size: number): number {
  if (size >= 1000) return 0;
  if (size >= 100) return 1;
  if (size >= 10) return 2;
  if (size >= 1) return 3;
  return size >= 0.01 ? 4 : 6;
}

/** A quantity with its unit and a decimal prefix: `21.6 kFLOP`, `43.7 kB`. */
export function formatQuantity(value: number, unit: string): string {
  const prefixes = ['', 'k', 'M', 'G', 'T', 'P'];
  let scaled = value;
  let prefix = 0;
  while (Math.abs(scaled) >= 999.5 && prefix < prefixes.length - 1) {
    scaled /= 1000;
    prefix++;
  }
  const decimals = prefix === 0 ? 0 : Math.abs(scaled) < 10 ? 2 : Math.abs(scaled) < 100 ? 1 : 0;
  return `${formatNumber(scaled, decimals)}${unitSpace}${prefixes[prefix]}${unit}`;
}

/** `1 seed`, `10 seeds`, `2 000 episodes`. */
export function formatCount(count: number, singular: string): string {
  return `${formatNumber(count)}${unitSpace}${count === 1 ? singular : `${singular}s`}`;
}

/** `0.42 s`, `4.1 s`, `3 min 12 s`, `2 h 5 min`. */
export function formatDuration(seconds: number): string {
  if (seconds < 60) return `${formatNumber(seconds, seconds < 1 ? 2 : seconds < 10 ? 1 : 0)}${unitSpace}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}${unitSpace}min ${Math.floor(seconds % 60)}${unitSpace}s`;
  return `${formatNumber(Math.floor(minutes / 60))}${unitSpace}h ${minutes % 60}${unitSpace}min`;
}

/** With a capital letter, to begin a sentence. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The first digits of a hash, enough to compare two by eye. */
export function shortHash(hash: string): string {
  return hash === '' ? '–' : hash.slice(0, 12);
}

/** Rounds to so many significant digits, to keep pages small; what is not finite becomes null (a gap). */
export function rounded(value: number, significant = 5): number | null {
  return Number.isFinite(value) ? Number(value.toPrecision(significant)) : null;
}
