/** Small edits of something that was right: what typing mistakes, bad disks and bad copies make of it. */
import { fc } from '../fast-check.js';

interface Edit {
  /** As a share of the length. */
  readonly from: number;
  readonly length: number;
  readonly insertion: string;
}

const share = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const edit = fc.record({
  from: share,
  length: fc.oneof(fc.nat(3), fc.nat(200)),
  insertion: fc.oneof(
    fc.string({ maxLength: 4 }),
    fc.constantFrom(
      '\n',
      '\t',
      ' ',
      ':',
      ': ',
      '- ',
      '[',
      ']',
      '{',
      '}',
      '&a ',
      '*a',
      '!',
      '|',
      '#',
      '0',
      'e9',
      '-',
    ),
  ),
});

const applied = (text: string, { from, length, insertion }: Edit): string => {
  const at = Math.floor(from * text.length);
  return text.slice(0, at) + insertion + text.slice(at + length);
};

/** A text after one to four edits. */
export const editedText = (text: string): fc.Arbitrary<string> =>
  fc.array(edit, { minLength: 1, maxLength: 4 }).map((edits) => edits.reduce(applied, text));

/** Bytes after a flipped bit, a cut, a hole, an insertion or a stretch of other bytes; most often in the first `head` bytes. */
export function editedBytes(bytes: Uint8Array, head: number): fc.Arbitrary<Uint8Array> {
  const place = fc.oneof(fc.nat(head - 1), fc.nat(bytes.length - 1));
  const flip = fc
    .tuple(place, fc.nat(7))
    .map(([at, bit]) => bytes.map((byte, i) => (i === at ? byte ^ (1 << bit) : byte)));
  const cut = place.map((at) => bytes.slice(0, at));
  const replaced = fc
    .tuple(place, fc.nat(16), fc.uint8Array({ maxLength: 16 }))
    .map(
      ([at, length, other]) =>
        new Uint8Array([...bytes.subarray(0, at), ...other, ...bytes.subarray(at + length)]),
    );
  const doubled = place.map((at) => new Uint8Array([...bytes.subarray(0, at), ...bytes]));
  return fc.oneof(flip, cut, replaced, doubled);
}
