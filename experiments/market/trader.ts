import type { AccountHistory } from '../../environments/market/ledger.js';
import { type Decision, runAccount } from '../../environments/market/run-account.js';
import type { AccountOptions } from '../../environments/market/settings.js';
import type { MarketView, StrategyPlan } from '../../environments/market/strategies/index.js';
import { fail, isLeptonError } from '../../src/errors.js';
import { isoDate } from '../../src/reports/tear-sheet/dates.js';
import type { MarketData } from '../../src/data/market-data.js';
import { barsBetween } from './bars-between.js';

/** How a trader is let loose on a market. */
export interface Play {
  readonly data: MarketData;
  readonly account: AccountOptions;
  /** The bar at whose close the first decision is made, and the last bar. */
  readonly from: number;
  readonly to: number;
  readonly seed: number;
}

/** Who can be backtested: a strategy, or an agent. Made once, played as often as one likes. */
export interface Trader {
  readonly name: string;
  readonly description: string;
  /** Complete, for people. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Why its results are none to believe. */
  readonly alarms: readonly string[];
  /** The first bar at whose close it can decide. Absent: 0. */
  firstBar?(data: MarketData): number;
  play(play: Play): AccountHistory;
  /** What it chose on the bars before the first decision. */
  chosenFor?(play: Play): Readonly<Record<string, number>> | undefined;
}

/** A strategy as a trader. It learns, if it does, from the bars before `from`. */
export function strategyTrader(plan: StrategyPlan): Trader {
  const begin = ({ data, account, from, seed }: Play) =>
    plan.create({
      training: from < 2 ? undefined : barsBetween(data, 0, from),
      account,
      seed,
      everything: data,
    });
  return {
    name: plan.name,
    description: plan.description,
    parameters: plan.parameters,
    alarms: plan.looksAhead ? [`${plan.name} sees the future: it ${plan.description}`] : [],
    play(play) {
      const strategy = begin(play);
      const account = { ...play.account, ...strategy.account };
      let bar = play.from;
      const decide = (view: MarketView): Decision => {
        ({ bar } = view);
        return strategy.decide(view);
      };
      return saidWhere(
        () => `${plan.name}, bar ${bar}, ${isoDate(play.data.times[bar])}`,
        () => runAccount(play.data, account, decide, play),
      );
    },
    chosenFor: (play) => begin(play).chosen,
  };
}

/** A decision that the account does not take: whose, and when. */
function saidWhere<Result>(place: () => string, act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    if (!isLeptonError(error) || error.parts.parameter !== 'decision') throw error;
    return fail(error.code, { ...error.parts, component: place() });
  }
}
