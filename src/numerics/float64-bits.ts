/** One double and its two words of 32 bits, in the same memory: write one, read the other. */
export const float64 = new Float64Array(1);
export const words = new Int32Array(float64.buffer);

float64[0] = 1;
/** Where the word with the sign and the exponent lies; it depends on the byte order of the machine. */
export const highWord = words[1] === 0x3ff00000 ? 1 : 0;

const smallestExponent = -1024;
/** A table, because a double that was just written in two halves is slow to read. */
const powersOfTwo = makePowersOfTwo();

/** 2^exponent for -1024 <= exponent <= 1023. */
export function powerOfTwo(exponent: number): number {
  return powersOfTwo[exponent - smallestExponent];
}

function makePowersOfTwo(): Float64Array {
  const powers = new Float64Array(1024 - smallestExponent);
  let power = 1;
  for (let exponent = 0; exponent < 1024; exponent++, power *= 2) powers[exponent - smallestExponent] = power;
  power = 1;
  for (let exponent = 0; exponent >= smallestExponent; exponent--, power /= 2) {
    powers[exponent - smallestExponent] = power;
  }
  return powers;
}
