import type { Accounts } from './accounts.js';

/** What an observation says of the account as a whole, then of each asset. */
const ofAccount = ['cash', 'drawdown'] as const;
const ofAsset = ['position', 'target', 'unrealised return', 'bars since the last fill'] as const;

/** Numbers beyond these are cut off. */
export const accountLimit = 10;
/** Bars since a fill are divided by this, a month of days. */
const month = 21;

/** The names of `account`'s elements. */
export function accountFeatureNames(assets: readonly string[]): readonly string[] {
  return [...ofAccount, ...assets.flatMap((asset) => ofAsset.map((name) => `${name} of ${asset}`))];
}

/**
 * Writes a row's account: cash and positions as fractions of equity, drawdown as a fraction of the peak, the target
 * that was last decided, the unrealised return of each position against the market's price when it was made (a short's
 * gain is positive too), months since the last fill. All zeros after a bankruptcy.
 */
export function writeAccount(
  accounts: Accounts,
  row: number,
  bar: number,
  into: { [index: number]: number },
): void {
  const { market, shares, entryPrices, targets, lastTrade } = accounts;
  const { assets, close } = market;
  let at = row * (ofAccount.length + ofAsset.length * assets);
  const equity = accounts.equity[row];
  if (equity <= 0) {
    for (const end = at + ofAccount.length + ofAsset.length * assets; at < end; at++) into[at] = 0;
    return;
  }
  const perEquity = 1 / equity;
  into[at++] = clip(accounts.cash[row] * perEquity);
  into[at++] = clip(1 - equity / accounts.peak[row]);
  for (let asset = 0; asset < assets; asset++) {
    const held = row * assets + asset;
    const price = close[bar * assets + asset];
    const count = shares[held];
    into[at++] = clip(count * price * perEquity);
    into[at++] = targets[held];
    into[at++] = count === 0 ? 0 : clip((count > 0 ? 1 : -1) * (price / entryPrices[held] - 1));
    into[at++] = clip((bar - lastTrade[held]) / month);
  }
}

function clip(value: number): number {
  return value > accountLimit ? accountLimit : value < -accountLimit ? -accountLimit : value;
}
