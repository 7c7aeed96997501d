/** The definitions of TDQN (Théate & Ernst, 2021), for repeating its tables. 252 bars a year; warm-up zeros are returns. */
import { pow } from '../../../numerics/index.js';
import { mean, standardDeviation } from '../../summary.js';

const root = Math.sqrt(252);

/** (1 + SUM of returns)^(365 / calendar days) - 1. */
export function annualReturn(returns: ArrayLike<number>, calendarDays: number): number {
  const sum = Float64Array.from(returns).reduce((total, value) => total + value, 0);
  return pow(1 + sum, 365 / calendarDays) - 1;
}

/** Mean / standard deviation (divisor n - 1), times the root of 252; 0 where nothing varies. */
export function sharpeRatio(returns: ArrayLike<number>): number {
  const deviation = standardDeviation(returns, 1);
  return deviation === 0 ? 0 : (root * mean(returns)) / deviation;
}

/** Mean / standard deviation (divisor n) OF THE NEGATIVE RETURNS ALONE, times the root of 252; 0 without any. */
export function sortinoRatio(returns: ArrayLike<number>): number {
  const deviation = standardDeviation(Float64Array.from(returns).filter((value) => value < 0));
  return deviation > 0 ? (root * mean(returns)) / deviation : 0;
}
