import { parquetMetadataAsync, parquetReadObjects, parquetSchema } from 'hyparquet';
import { fail } from '../errors.js';
import type { Cell, Table } from './table.js';

/**
 * A Parquet file of flat columns, uncompressed or Snappy.
 *
 * @param file what messages call it
 * @throws LeptonError `file-damaged` for bytes that are no such file
 */
export async function readParquet(bytes: Uint8Array, file: string): Promise<Table> {
  const buffer = bytes.slice().buffer;
  try {
    const metadata = await parquetMetadataAsync(buffer);
    const columns = parquetSchema(metadata).children.map(({ element }) => element.name);
    const rows: readonly Readonly<Record<string, Cell>>[] = await parquetReadObjects({ file: buffer });
    return {
      file,
      columns,
      rows: rows.map((row) => columns.map((name) => row[name])),
      rowNumbers: rows.map((_, index) => index + 1),
    };
  } catch (error) {
    return fail('file-damaged', {
      component: file,
      parameter: 'content',
      value: String(error),
      requirement: 'a Parquet file, uncompressed or with Snappy',
    });
  }
}
