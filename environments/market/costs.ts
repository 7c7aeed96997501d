import type { Costs } from './settings.js';

/** A formula of `costsSchema`, made for one setting so that a step does not look at what is off. */
export interface CostModel {
  /** Whether prices depend on the bar's volume: where it is 0 nothing can be filled then. */
  readonly needsVolume: boolean;
  readonly needsVolatility: boolean;
  /**
   * What a share costs or brings, spread and slippage included.
   *
   * @param quantity shares, negative for a sale
   * @param volume the bar's; only read if `needsVolume`
   * @param volatility of the bars before; only read if `needsVolatility`
   */
  price(reference: number, quantity: number, volume: number, volatility: number): number;
  /** Cash, for a fill of so many shares at this price. */
  commission(quantity: number, price: number): number;
}

export function costModel(costs: Costs): CostModel {
  const { perShare, perValue, fixed, minimum, tiers, spread, slippage, volumeShare, impact } = costs;
  const constant = spread / 2 + slippage;
  const needsVolatility = impact > 0;
  const needsVolume = needsVolatility || volumeShare > 0 || costs.volumeCap !== undefined;
  return {
    needsVolume,
    needsVolatility,
    price(reference, quantity, volume, volatility) {
      let share = constant;
      if (needsVolume) {
        const part = Math.abs(quantity) / volume;
        share += volumeShare * part * part;
        if (needsVolatility) share += impact * volatility * Math.sqrt(part);
      }
      // A sale is never worth less than nothing, however large it is.
      return quantity > 0 ? reference * (1 + share) : reference * Math.max(0, 1 - share);
    },
    commission(quantity, price) {
      const shares = Math.abs(quantity);
      const value = shares * price;
      let cash = fixed + perShare * shares + perValue * value;
      for (let index = 0; index < tiers.length; index++) {
        const end = index + 1 < tiers.length ? tiers[index + 1].from : Infinity;
        cash += tiers[index].perValue * Math.max(0, Math.min(value, end) - tiers[index].from);
      }
      return Math.max(minimum, cash);
    },
  };
}
