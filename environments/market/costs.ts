import type { Costs } from './settings.js';

/** The formulas of `costsSchema` for one setting. A class, so that the code is compiled once for all accounts. */
export class CostModel {
  readonly #costs: Costs;
  /** What every fill pays beyond the market's price, as a fraction of it. */
  readonly #constant: number;
  /** Whether prices depend on the bar's volume: where it is 0 nothing can be filled then. */
  readonly needsVolume: boolean;
  readonly needsVolatility: boolean;

  constructor(costs: Costs) {
    this.#costs = costs;
    this.#constant = costs.spread / 2 + costs.slippage;
    this.needsVolatility = costs.impact > 0;
    this.needsVolume = this.needsVolatility || costs.volumeShare > 0 || costs.volumeCap !== undefined;
  }

  /**
   * What a share costs or brings, spread and slippage included.
   *
   * @param quantity shares, negative for a sale
   * @param volume the bar's; only read if `needsVolume`
   * @param volatility of the bars before; only read if `needsVolatility`
   */
  price(reference: number, quantity: number, volume: number, volatility: number): number {
    let share = this.#constant;
    if (this.needsVolume) {
      const { volumeShare, impact } = this.#costs;
      const part = Math.abs(quantity) / volume;
      share += volumeShare * part * part;
      if (this.needsVolatility) share += impact * volatility * Math.sqrt(part);
    }
    // A sale is never worth less than nothing, however large it is.
    return quantity > 0 ? reference * (1 + share) : reference * Math.max(0, 1 - share);
  }

  /** Cash, for a fill of so many shares at this price. */
  commission(quantity: number, price: number): number {
    const { perShare, perValue, fixed, minimum, tiers } = this.#costs;
    const shares = Math.abs(quantity);
    const value = shares * price;
    let cash = fixed + perShare * shares + perValue * value;
    for (let index = 0; index < tiers.length; index++) {
      const end = index + 1 < tiers.length ? tiers[index + 1].from : Infinity;
      cash += tiers[index].perValue * Math.max(0, Math.min(value, end) - tiers[index].from);
    }
    return Math.max(minimum, cash);
  }
}
