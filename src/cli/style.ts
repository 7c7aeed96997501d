type Paint = (text: string) => string;

/** Colours and weights of text, or none of them. */
export type Style = Readonly<Record<'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan', Paint>>;

const escape = String.fromCharCode(27);
const codes: Readonly<Record<keyof Style, readonly [on: number, off: number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
};

const styleOf = (paint: (codes: readonly [on: number, off: number]) => Paint): Style =>
  Object.fromEntries(Object.entries(codes).map(([name, pair]) => [name, paint(pair)])) as Style;

const coloredStyle = styleOf(
  ([on, off]) =>
    (text) =>
      `${escape}[${on}m${text}${escape}[${off}m`,
);
export const plainStyle = styleOf(() => (text) => text);

/** The style of an output: see no-color.org; FORCE_COLOR colours a pipe too. */
export function styleFor(
  output: { readonly isTTY?: boolean },
  environment: Readonly<Record<string, string | undefined>>,
): Style {
  const { NO_COLOR = '', FORCE_COLOR = '', TERM } = environment;
  if (NO_COLOR !== '' || TERM === 'dumb' || FORCE_COLOR === '0') return plainStyle;
  return output.isTTY === true || FORCE_COLOR !== '' ? coloredStyle : plainStyle;
}

/** How many columns a text takes: its characters, but not the codes of a style. */
export function widthOf(text: string): number {
  const [first = '', ...styled] = text.split(escape);
  return Array.from(first + styled.map((part) => part.replace(/^\[\d+m/, '')).join('')).length;
}
