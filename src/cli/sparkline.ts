const levels = '▁▂▃▄▅▆▇█';

/** Values as a row of little bars, from the least to the greatest of them; more values than `width` are averaged. */
export function sparkline(values: readonly number[], width: number): string {
  const finite = values.filter(Number.isFinite);
  const count = Math.min(width, finite.length);
  const columns = Array.from({ length: count }, (_, column) => {
    const from = Math.floor((column * finite.length) / count);
    const part = finite.slice(from, Math.floor(((column + 1) * finite.length) / count));
    return part.reduce((sum, value) => sum + value, 0) / part.length;
  });
  const low = Math.min(...columns);
  const range = Math.max(...columns) - low;
  const level = (value: number): number =>
    range === 0 ? 0 : Math.round(((value - low) / range) * (levels.length - 1));
  return columns.map((value) => levels[level(value)]).join('');
}

/** How much is done, as a bar of `width` columns in two parts. */
export function bar(share: number, width: number): readonly [done: string, left: string] {
  const halves = Math.round(Math.min(1, Math.max(0, share)) * 2 * width);
  const whole = Math.floor(halves / 2);
  const half = halves % 2 === 1 ? '╸' : '';
  return ['━'.repeat(whole) + half, '─'.repeat(width - whole - half.length)];
}
