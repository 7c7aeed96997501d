import { widthOf } from './style.js';

export interface TableOptions {
  /** One letter a column: `l` left, `r` right. Columns without one are left. */
  readonly align?: string;
  /** Before each line. */
  readonly indent?: string;
  /** Between two columns. */
  readonly gap?: string;
}

/** Rows of cells in aligned columns, one line a row, without blanks at the ends of lines. Cells may be styled. */
export function renderTable(
  rows: readonly (readonly string[])[],
  { align = '', indent = '', gap = '  ' }: TableOptions = {},
): string {
  const columns = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const widths = Array.from({ length: columns }, (_, column) =>
    rows.reduce((widest, row) => Math.max(widest, widthOf(row[column] ?? '')), 0),
  );
  const lines = rows.map((row) =>
    row.map((cell, column) => pad(cell, widths[column] ?? 0, align[column] === 'r')).join(gap),
  );
  return lines.map((line) => `${indent}${line}`.trimEnd()).join('\n');
}

function pad(cell: string, width: number, right: boolean): string {
  const blanks = ' '.repeat(Math.max(0, width - widthOf(cell)));
  return right ? blanks + cell : cell + blanks;
}
