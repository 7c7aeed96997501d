/** Numbers as the report shows them, in characters that every terminal has. */
import * as report from '../reports/format.js';

const plain = (text: string): string => text.replace(/[\u202f\u00a0]/g, ' ').replace(/\u2212/g, '-');

/** `50 000` */
export const formatNumber = (value: number, decimals = 0): string =>
  plain(report.formatNumber(value, decimals));
/** `18.4 kB` */
export const formatQuantity = (value: number, unit: string): string =>
  plain(report.formatQuantity(value, unit));
/** `3 min 12 s` */
export const formatDuration = (seconds: number): string => plain(report.formatDuration(seconds));
/** `1 seed`, `10 seeds` */
export const formatCount = (count: number, singular: string): string =>
  plain(report.formatCount(count, singular));
/** A return: `498.6`, `0.042`, `12 400`; `-` where there is none. */
export function formatReturn(value: number): string {
  if (!Number.isFinite(value)) return '-';
  const size = Math.abs(value);
  return formatNumber(value, size >= 1000 ? 0 : size >= 1 || size === 0 ? 1 : 3);
}

/** Time left as `0:07`, `12:30`, `3:05:00`. */
export function formatClock(seconds: number): string {
  if (!Number.isFinite(seconds)) return '-:--';
  const whole = Math.ceil(seconds);
  const two = (value: number): string => String(value).padStart(2, '0');
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}:${two(whole % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`;
}
