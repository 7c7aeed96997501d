import Papa from 'papaparse';
import { fail } from '../errors.js';
import type { Table } from './table.js';

/**
 * A CSV file with a header: separator `,` `;` tab or `|`, quotes as usual, empty lines left out.
 *
 * @param file what messages call it
 * @throws LeptonError `file-damaged` where a row has more or fewer cells than the header, or quotes do not close
 */
export function readCsv(text: string, file: string): Table {
  const withoutMark = text.replace(/^\uFEFF/, '');
  const { data, errors } = Papa.parse<readonly string[]>(withoutMark, {
    skipEmptyLines: false,
    delimitersToGuess: [',', ';', '\t', '|'],
  });
  const broken = errors.find(({ type }) => type === 'Quotes');
  if (broken !== undefined) damaged(`${file}, row ${(broken.row ?? 0) + 1}`, broken.message, 'closed quotes');
  const [header = [], ...lines] = data;
  const columns = header.map((name) => name.trim());
  const kept = lines
    .map((cells, index) => ({ cells, row: index + 2 }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  for (const { cells, row } of kept) {
    if (cells.length !== columns.length)
      damaged(`${file}, row ${row}`, cells.length, `${columns.length} cells, as in the header`);
  }
  return {
    file,
    columns: columns.every((name) => name === '') ? [] : columns,
    rows: kept.map(({ cells }) => cells),
    rowNumbers: kept.map(({ row }) => row),
  };
}

function damaged(component: string, value: unknown, requirement: string): never {
  fail('file-damaged', { component, parameter: 'row', value, requirement });
}
