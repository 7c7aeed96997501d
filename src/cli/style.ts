/** Colours and weights of text, or none of them. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
  cyan(text: string): string;
}

const codes: Readonly<Record<keyof Style, readonly [on: number, off: number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
};

const entries = Object.entries(codes) as [keyof Style, readonly [number, number]][];
const colored = Object.fromEntries(
  entries.map(([name, [on, off]]) => [name, (text: string) => `\u001b[${on}m${text}\u001b[${off}m`]),
) as unknown as Style;
export const plainStyle = Object.fromEntries(
  entries.map(([name]) => [name, (text: string) => text]),
) as unknown as Style;

/** The style of an output: see no-color.org; FORCE_COLOR colours a pipe too. */
export function styleFor(
  output: { readonly isTTY?: boolean },
  environment: Readonly<Record<string, string | undefined>>,
): Style {
  const { NO_COLOR = '', FORCE_COLOR = '', TERM } = environment;
  if (NO_COLOR !== '' || TERM === 'dumb' || FORCE_COLOR === '0') return plainStyle;
  return output.isTTY === true || FORCE_COLOR !== '' ? colored : plainStyle;
}

/** How many columns a text takes: its characters but for the style's. */
export function widthOf(text: string): number {
  // eslint-disable-next-line no-control-regex -- the style's own codes
  return [...text.replace(/\u001b\[\d+m/g, '')].length;
}
