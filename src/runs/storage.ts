/**
 * Where a run is kept. One interface for files and for memory, so that the same training runs in Node and in a page.
 * Paths are relative, with `/`. All calls are synchronous: a run never continues before what it wrote is safe.
 */
export interface RunStorage {
  /** For people: a folder's path, or `memory`. */
  readonly location: string;
  /** The whole file, or undefined where there is none. */
  read(path: string): Uint8Array | undefined;
  /** Atomic: after a kill at any moment the file is the old one or the new one, never a mixture. */
  write(path: string, content: Uint8Array | string): void;
  /** Adds to the end; the file is made if it is not there. */
  append(path: string, content: Uint8Array | string): void;
  /** Bytes of the file, 0 where there is none. */
  length(path: string): number;
  /** Cuts the file to its first `length` bytes: how a resumed run forgets what came after its checkpoint. */
  truncate(path: string, length: number): void;
  /** Names (not paths) of the files directly in a folder, sorted; empty where there is no such folder. */
  list(folder: string): readonly string[];
  /** Does nothing where there is no such file. */
  remove(path: string): void;
  /** When it returns, everything that was appended survives a power cut too; call it before a checkpoint. */
  sync(): void;
  /** As `sync`, then gives up what the storage holds open. The storage may be used again. */
  close(): void;
}

/**
 * The state of anything that can be saved: named arrays, names with `/` as in `agent/online/extractor/0/weight`.
 * A checkpoint is one such state in one safetensors file.
 */
export type State = ReadonlyMap<string, StateArray>;
export type StateArray =
  | { readonly type: 'float32'; readonly shape: readonly number[]; readonly data: Float32Array }
  | { readonly type: 'float64'; readonly shape: readonly number[]; readonly data: Float64Array }
  | { readonly type: 'int32'; readonly shape: readonly number[]; readonly data: Int32Array }
  | { readonly type: 'uint8'; readonly shape: readonly number[]; readonly data: Uint8Array };
