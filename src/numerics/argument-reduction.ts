import { sumError } from './double-double.js';

export const quarterPi = 0.7853981633974483;
const perHalfPi = 0.6366197723675814;
/** pi/2 in pieces of 33 bits, so that a multiple below 2^20 of each is exact; the last piece is rounded. */
const halfPi1 = 1.5707963267341256;
const halfPi2 = 6.077100506303966e-11;
const halfPi3 = 2.0222662487111665e-21;
const halfPi4 = 8.4784276603689e-32;
/** The third piece and all that follows. */
const halfPi3And4 = 2.0222662487959506e-21;
const largestDirect = 1e6;

/** What `reduceToQuadrant` leaves: the reduced angle as high and low part. */
export const reduced = new Float64Array(2);

/**
 * Writes x minus the nearest multiple of pi/2 to `reduced`, as a pair whose relative error is below 2^-66, and
 * returns the quadrant, that multiple modulo 4. For x that is not finite, `reduced` is NaN.
 */
export function reduceToQuadrant(x: number): number {
  if (Math.abs(x) <= quarterPi) {
    reduced[0] = x;
    reduced[1] = 0;
    return 0;
  }
  if (!(Math.abs(x) <= largestDirect)) return reduceLarge(x);
  const multiple = Math.floor(x * perHalfPi + 0.5);
  const rest = x - multiple * halfPi1;
  const second = multiple * halfPi2;
  if (Math.abs(rest) < 0.0009765625) {
    reduceNearZero(multiple, rest, second);
  } else {
    const high = rest - second;
    reduced[0] = high;
    reduced[1] = rest - high - second - multiple * halfPi3And4;
  }
  return multiple & 3;
}

/** Where the first subtraction cancelled most digits, every further one keeps its rounding error. */
function reduceNearZero(multiple: number, rest: number, second: number): void {
  const third = multiple * halfPi3;
  const first = rest - second;
  const high = first - third;
  const low = sumError(rest, -second, first) + sumError(first, -third, high) - multiple * halfPi4;
  reduced[0] = high + low;
  reduced[1] = low - (reduced[0] - high);
}

/** The largest double is below 2^1024 and no double comes nearer than 2^-62 to a multiple of pi/2. */
const fractionBits = 1216;
const keptBits = 200;
const perKeptBits = 6.223015277861142e-61; // 2^-200
let halfPiScaled = 0n;

/** Angles above a million, in exact integer arithmetic: about a microsecond, and no digit lost. */
function reduceLarge(x: number): number {
  if (!(Math.abs(x) < Infinity)) {
    reduced.fill(NaN);
    return 0;
  }
  if (halfPiScaled === 0n) halfPiScaled = halfPi(fractionBits);
  const integer = Math.abs(x) < 9007199254740992 ? BigInt(x * 8589934592) : BigInt(x) << 33n;
  const scaled = integer << BigInt(fractionBits - 33);
  const multiple = nearestQuotient(scaled, halfPiScaled);
  const rest = (scaled - multiple * halfPiScaled) >> BigInt(fractionBits - keptBits);
  const high = Number(rest);
  reduced[0] = high * perKeptBits;
  reduced[1] = Number(rest - BigInt(high)) * perKeptBits;
  return Number(multiple & 3n);
}

function nearestQuotient(a: bigint, b: bigint): bigint {
  const floor = a / b - (a < 0n ? 1n : 0n);
  return 2n * (a - floor * b) > b ? floor + 1n : floor;
}

/** pi/2 = 8 arctan(1/5) - 2 arctan(1/239) (Machin), times 2^bits. */
function halfPi(bits: number): bigint {
  const guard = 32n;
  const one = 1n << (BigInt(bits) + guard);
  return (8n * arctanOfInverse(5n, one) - 2n * arctanOfInverse(239n, one)) >> guard;
}

function arctanOfInverse(n: bigint, one: bigint): bigint {
  let power = one / n;
  let sum = power;
  for (let k = 3n; power !== 0n; k += 2n) {
    power /= -(n * n);
    sum += power / k;
  }
  return sum;
}
