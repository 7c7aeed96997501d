/** What a file holds before anybody has looked at it: text of a CSV file, or values of a Parquet file. */
export type Cell = string | number | bigint | boolean | Date | null | undefined;

export interface Table {
  /** What messages call it. */
  readonly file: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** The number of each row as a person counts: a CSV file's header is row 1, a Parquet file's first row of data is. */
  readonly rowNumbers: readonly number[];
}
