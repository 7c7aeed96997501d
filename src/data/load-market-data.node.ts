import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, relative, resolve } from 'node:path';
import { fail } from '../errors.js';
import { calendarNotes, joinCalendars } from './calendar.js';
import { checkBars, type CheckedFile } from './check-bars.js';
import { type Defect, requireUsable } from './defects.js';
import type { MarketData } from './market-data.js';
import { type MarketDataOptions, marketDataSettings } from './market-data-options.js';
import { registerMarketData } from './market-registry.js';
import { readCsv } from './read-csv.js';
import { readParquet } from './read-parquet.js';
import type { Table } from './table.js';

const suffixes = ['.csv', '.tsv', '.txt', '.parquet'];

export interface CheckedMarketFile extends CheckedFile {
  /** Absolute. */
  readonly path: string;
  /** Of the asset: the file's name without its ending. */
  readonly name: string;
}

export interface LoadedMarketData {
  /** What `marketData` knows it by: paths and hash. */
  readonly name: string;
  /** Absolute. */
  readonly paths: readonly string[];
  /** SHA-256 over the files' names and bytes, in hexadecimal. */
  readonly hash: string;
  readonly data: MarketData;
  /** Everything that was found and mended. */
  readonly defects: readonly Defect[];
}

/**
 * Reads price files, checks them, puts them on one calendar and registers them under a name of their absolute paths and the SHA-256 of
 * their bytes.
 *
 * @param paths files, or folders: then all price files in them; one asset each
 * @throws LeptonError `file-not-found`, `file-damaged` with file, row and column, `invalid-value` for files without a common time
 */
export async function loadMarketData(
  paths: string | readonly string[],
  options: MarketDataOptions = {},
): Promise<LoadedMarketData> {
  const settings = marketDataSettings(options);
  const files = marketFiles(paths);
  const read = files.map((path) => ({ path, bytes: readBytes(path) }));
  const checked = await Promise.all(read.map(({ path, bytes }) => checkBytes(path, bytes, options)));
  const found = checked.flatMap((file) => file.defects);
  requireUsable(found);
  const assets = checked.flatMap(({ asset }) => asset ?? []);
  const data = joinCalendars(assets, options);
  const defects = [...found, ...calendarNotes(assets, options)];
  const hash = hashOf(read);
  const name = JSON.stringify({ files, hash, settings });
  registerMarketData(name, data);
  return { name, paths: files, hash, data, defects };
}

/** What is in price files and what is wrong with them, one by one; raises only for what cannot be read. */
export async function checkMarketFiles(
  paths: string | readonly string[],
  options: MarketDataOptions = {},
): Promise<readonly CheckedMarketFile[]> {
  return Promise.all(marketFiles(paths).map((path) => checkBytes(path, readBytes(path), options)));
}

/** The absolute paths of files, folders opened. Raises `file-not-found`. */
export function marketFiles(paths: string | readonly string[]): readonly string[] {
  return [paths].flat().flatMap((path) => {
    const absolute = resolve(path);
    const kind = statSync(absolute, { throwIfNoEntry: false });
    if (kind?.isDirectory() !== true) return [absolute];
    const files = readdirSync(absolute).filter((file) => suffixes.includes(extname(file).toLowerCase()));
    if (files.length === 0) notFound(path, `a folder with price files: ${suffixes.join(', ')}`);
    return files.sort().map((file) => resolve(absolute, file));
  });
}

async function checkBytes(
  path: string,
  bytes: Uint8Array,
  options: MarketDataOptions,
): Promise<CheckedMarketFile> {
  const name = basename(path, extname(path));
  return { path, name, ...checkBars(await readTable(path, bytes), name, options) };
}

async function readTable(path: string, bytes: Uint8Array): Promise<Table> {
  const file = shownPath(path);
  const isParquet = Buffer.from(bytes.subarray(0, 4)).toString('latin1') === 'PAR1';
  return isParquet || extname(path).toLowerCase() === '.parquet'
    ? readParquet(bytes, file)
    : readCsv(new TextDecoder().decode(bytes), file);
}

function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    return notFound(shownPath(path), `a file that can be read: ${String(error)}`);
  }
}

function hashOf(files: readonly { readonly path: string; readonly bytes: Uint8Array }[]): string {
  const hash = createHash('sha256');
  // The name of a file is the name of its asset; where it lies does not matter.
  for (const { path, bytes } of files)
    hash.update(JSON.stringify([basename(path), bytes.length])).update(bytes);
  return hash.digest('hex');
}

function shownPath(path: string): string {
  const fromHere = relative('.', path);
  return fromHere.startsWith('..') ? path : fromHere;
}

function notFound(value: string, requirement: string): never {
  return fail('file-not-found', { component: 'market data', parameter: 'file', value, requirement });
}
