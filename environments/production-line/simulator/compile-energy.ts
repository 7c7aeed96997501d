import type { Problem } from '../problem.js';

/** The part of a plant that is about energy. M machines, P prices. */
export function compileEnergy({ machines, energyPrices = [{ from: 0, price: 1 }] }: Problem) {
  const paidBefore = new Float64Array(energyPrices.length); // [P]
  for (let i = 1; i < energyPrices.length; i++) {
    const { from, price } = energyPrices[i - 1];
    paidBefore[i] = paidBefore[i - 1] + price * (energyPrices[i].from - from);
  }
  return {
    power: Float64Array.from(
      machines.flatMap(({ power }) => [power?.working ?? 0, power?.setup ?? 0, power?.idle ?? 0]),
    ), // [M, 3]
    priceFrom: Float64Array.from(energyPrices, ({ from }) => from), // [P]
    price: Float64Array.from(energyPrices, ({ price }) => price), // [P]
    paidBefore,
  };
}
