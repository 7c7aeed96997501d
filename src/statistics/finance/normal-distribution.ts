import { exp, log } from '../../numerics/index.js';

const rootOfTwoPi = 2.5066282746310007;

/** The density of the standard normal distribution, relative error below 1e-15. */
export function normalDensity(x: number): number {
  if (Math.abs(x) > 40) return x === x ? 0 : NaN;
  // x^2 is cut in two, for a rounding error of x^2 / 2 would be multiplied by as much in the exponential.
  const coarse = Math.round(x * 16) / 16;
  return (exp(-0.5 * coarse * coarse) * exp(-0.5 * (x - coarse) * (x + coarse))) / rootOfTwoPi;
}

/**
 * The share of the standard normal distribution below x. Relative error below 1e-14, in the lower tail too, wherever the
 * result is a normal double (x > -37.5).
 *
 * Near 0 the series x + x^3/3 + x^5/(3 5) + ..., whose terms have one sign ("Evaluating the Normal Distribution",
 * Marsaglia, 2004); in the tails Laplace's continued fraction for the tail.
 */
export function normalCdf(x: number): number {
  if (x !== x) return NaN;
  // Far below 0 the sum would cancel against the half.
  if (x < -1) return lowerTail(-x);
  return x > 3 ? 1 - lowerTail(x) : 0.5 + normalDensity(x) * series(x);
}

function series(x: number): number {
  let term = x;
  let sum = x;
  for (let odd = 3; Math.abs(term) > 1e-17 * Math.abs(sum); odd += 2) {
    term *= (x * x) / odd;
    sum += term;
  }
  return sum;
}

/** density(x) / (x + 1/(x + 2/(x + 3/(x + ...)))) for x >= 1, evaluated from the far end. */
function lowerTail(x: number): number {
  if (x > 39) return 0;
  const depth = Math.ceil(20 + 400 / (x * x));
  let fraction = x;
  for (let k = depth; k >= 1; k--) fraction = x + k / fraction;
  return normalDensity(x) / fraction;
}

/**
 * The x that `normalCdf` sends to this probability; -Infinity and Infinity of 0 and 1, NaN outside. For probabilities up
 * to a half the error is below 4e-15 max(|x|, 0.1), and above it as good as the distance to 1 is known.
 *
 * A rational start (Abramowitz & Stegun, 1964, formula 26.2.23, off by at most 4.5e-4) and three steps of Halley's method,
 * each of which cubes the error.
 */
export function normalQuantile(probability: number): number {
  if (!(probability >= 0 && probability <= 1)) return NaN;
  if (probability > 0.5) return 0 - normalQuantile(1 - probability);
  if (probability === 0) return -Infinity;
  if (probability === 0.5) return 0;
  const t = Math.sqrt(-2 * log(probability));
  const numerator = 2.515517 + t * (0.802853 + t * 0.010328);
  const denominator = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
  let x = numerator / denominator - t;
  for (let step = 0; step < 3; step++) {
    const error = (normalCdf(x) - probability) / normalDensity(x);
    x -= error / (1 + 0.5 * x * error);
  }
  return x;
}
