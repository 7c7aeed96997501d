import type { AccountOptions, AccountSettings } from '../../environments/market/settings.js';

/** The account where trading costs so many times as much; borrowing, interest and the volume cap stay. */
export function costsTimes(
  { costs, protocol }: AccountSettings,
  account: AccountOptions,
  factor: number,
): AccountOptions {
  const share = (value: number): number => Math.min(1, value * factor);
  // The protocol tdqn leaves this one free only.
  if (protocol === 'tdqn') return { ...account, costs: { perValue: share(costs.perValue) } };
  return {
    ...account,
    costs: {
      ...costs,
      perShare: costs.perShare * factor,
      perValue: share(costs.perValue),
      fixed: costs.fixed * factor,
      minimum: costs.minimum * factor,
      tiers: costs.tiers.map(({ from, perValue }) => ({ from, perValue: share(perValue) })),
      spread: share(costs.spread),
      slippage: share(costs.slippage),
      volumeShare: costs.volumeShare * factor,
      impact: costs.impact * factor,
    },
  };
}
