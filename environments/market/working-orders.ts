import { restoreNumbers } from '../snapshot.js';

/** What a working order waits for. A market order waits for an open or for a close. */
export const AT_OPEN = 0;
export const AT_CLOSE = 1;
export const AT_LIMIT = 2;
export const AT_STOP = 3;

/** The orders of many accounts that are not filled yet: for each row a list of slots, oldest first. */
export class WorkingOrders {
  readonly rows: number;
  /** Slots a row has; doubled when one needs more. */
  #slots: number;
  /** How many slots of a row are in use. */
  readonly used: Int32Array; // [B]
  asset: Int32Array; // [B, slots]
  waitsFor: Uint8Array; // [B, slots]
  /** Shares still to be traded, negative to sell; 0: done. */
  quantity: Float64Array; // [B, slots]
  /** Of a limit or a stop. */
  price: Float64Array; // [B, slots]
  /** The order's number in the ledger. */
  number: Int32Array; // [B, slots]

  constructor(rows: number, slots: number) {
    this.rows = rows;
    this.#slots = slots;
    this.used = new Int32Array(rows); // [B]
    this.asset = new Int32Array(rows * slots); // [B, slots]
    this.waitsFor = new Uint8Array(rows * slots); // [B, slots]
    this.quantity = new Float64Array(rows * slots); // [B, slots]
    this.price = new Float64Array(rows * slots); // [B, slots]
    this.number = new Int32Array(rows * slots); // [B, slots]
  }

  first(row: number): number {
    return row * this.#slots;
  }

  end(row: number): number {
    return row * this.#slots + this.used[row];
  }

  /** Returns the slot. */
  add(row: number, asset: number, waitsFor: number, quantity: number, price: number, number: number): number {
    if (this.used[row] === this.#slots) this.#grow();
    const slot = this.end(row);
    this.used[row]++;
    this.asset[slot] = asset;
    this.waitsFor[slot] = waitsFor;
    this.quantity[slot] = quantity;
    this.price[slot] = price;
    this.number[slot] = number;
    return slot;
  }

  /** Gives the slots of orders that are done back. */
  tidy(row: number): void {
    const first = this.first(row);
    const end = this.end(row);
    let kept = first;
    for (let slot = first; slot < end; slot++) {
      if (this.quantity[slot] === 0) continue;
      if (kept !== slot) this.#move(slot, kept);
      kept++;
    }
    this.used[row] = kept - first;
  }

  #move(from: number, to: number): void {
    this.asset[to] = this.asset[from];
    this.waitsFor[to] = this.waitsFor[from];
    this.quantity[to] = this.quantity[from];
    this.price[to] = this.price[from];
    this.number[to] = this.number[from];
  }

  /** Everything, for a snapshot: slots and numbers as one list. */
  save(): Float64Array {
    const slots = this.#slots;
    const columns = [this.asset, this.waitsFor, this.quantity, this.price, this.number];
    const saved = new Float64Array(1 + this.rows * (1 + slots * columns.length));
    saved[0] = slots;
    saved.set(this.used, 1);
    columns.forEach((column, index) => saved.set(column, 1 + this.rows * (1 + index * slots)));
    return saved;
  }

  /** Puts back the bytes of what `save` returned; raises `file-damaged` if these are none. */
  load(owner: string, bytes: Uint8Array): void {
    const saved = new Float64Array(Math.floor(bytes.length / 8));
    new Uint8Array(saved.buffer).set(bytes.subarray(0, saved.byteLength));
    const slots = saved[0];
    restoreNumbers(owner, new Float64Array(1 + this.rows * (1 + slots * 5)), bytes); // raises where they do not fit
    while (this.#slots < slots) this.#grow();
    this.used.set(saved.subarray(1, 1 + this.rows));
    const columns = [this.asset, this.waitsFor, this.quantity, this.price, this.number];
    columns.forEach((column, index) => {
      for (let row = 0; row < this.rows; row++) {
        const from = 1 + this.rows * (1 + index * slots) + row * slots;
        column.set(saved.subarray(from, from + slots), this.first(row));
      }
    });
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots *= 2;
    const grown = <Column extends Float64Array | Int32Array | Uint8Array>(
      column: Column,
      larger: Column,
    ): Column => {
      for (let row = 0; row < this.rows; row++) {
        larger.set(column.subarray(row * old, (row + 1) * old), row * this.#slots);
      }
      return larger;
    };
    const length = this.rows * this.#slots;
    this.asset = grown(this.asset, new Int32Array(length)); // [B, slots]
    this.waitsFor = grown(this.waitsFor, new Uint8Array(length)); // [B, slots]
    this.quantity = grown(this.quantity, new Float64Array(length)); // [B, slots]
    this.price = grown(this.price, new Float64Array(length)); // [B, slots]
    this.number = grown(this.number, new Int32Array(length)); // [B, slots]
  }
}
