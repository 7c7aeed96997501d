/**
 * The few pieces of the protocol buffer wire format that an event file needs. Each function gives the bytes of one
 * field: its key (number and wire type), then its value.
 * See https://protobuf.dev/programming-guides/encoding.
 */

const wireTypes = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const;

/** A whole number from 0 to 2^53 - 1, seven bits a byte, the lowest first. */
export function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return Uint8Array.from([...bytes, rest]);
}

export function varintField(field: number, value: number): Uint8Array {
  return concatenate([key(field, wireTypes.varint), varint(value)]);
}

export function doubleField(field: number, value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value, true);
  return concatenate([key(field, wireTypes.fixed64), bytes]);
}

export function floatField(field: number, value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setFloat32(0, value, true);
  return concatenate([key(field, wireTypes.fixed32), bytes]);
}

/** A string (UTF-8) or an embedded message. */
export function bytesField(field: number, content: Uint8Array | string): Uint8Array {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return concatenate([key(field, wireTypes.bytes), varint(bytes.length), bytes]);
}

export function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let position = 0;
  for (const part of parts) {
    whole.set(part, position);
    position += part.length;
  }
  return whole;
}

function key(field: number, wireType: number): Uint8Array {
  return varint(field * 8 + wireType);
}
