import { isDeepStrictEqual } from 'node:util';
import type { AccountOptions } from '../../environments/market/settings.js';
import type { MarketDataOptions } from '../../src/data/market-data-options.js';
import { systemClock } from '../clock.js';
import { accountOf } from './account-of.js';
import { decideNext, type MarketDecision } from './decide.js';
import { loadMarketRun } from './market-run.node.js';

export interface DecideRequest {
  /** Price files up to now, one asset each. */
  readonly data: readonly string[];
  /** Cash and positions together. Default: that of the run. */
  readonly capital?: number | undefined;
  /** Shares held now, one number an asset. Default: none. */
  readonly position?: readonly number[] | undefined;
  /** What fills cost; others than those of the training are warned of. Default: those of the training. */
  readonly costs?: AccountOptions['costs'] | undefined;
  /** How the files are read. Default: as those of the training were. */
  readonly read?: MarketDataOptions | undefined;
  /** In milliseconds since 1970: older bars are warned of. Default: now. */
  readonly now?: number | undefined;
}

/**
 * What the agent of a run would do after the last bar of these files. The folder and the files are all that is needed.
 *
 * @throws LeptonError `not-a-run`, `file-damaged`, `unsupported` for another environment; `file-not-found`; `invalid-value` where there are
 *   too few bars for a window, or other assets
 */
export async function decide(folder: string, request: DecideRequest): Promise<MarketDecision> {
  const { data, read, capital, position, costs, now = 1000 * systemClock.epochSeconds() } = request;
  const { policy, options, recipe, learned, source } = await loadMarketRun(folder, { data, read });
  try {
    const decision = decideNext({
      ...{ policy, options, learned, now, data: source.data },
      wrappers: recipe.wrappers,
      ...(capital !== undefined && { capital }),
      ...(position !== undefined && { position }),
    });
    const trained = accountOf(options).costs ?? {};
    const isOther = costs !== undefined && !isDeepStrictEqual(costs, trained);
    const other = isOther ? [`it was trained with other costs: ${JSON.stringify(trained)}`] : [];
    return { ...decision, warnings: [...source.alarms, ...source.warnings, ...other, ...decision.warnings] };
  } finally {
    policy.dispose();
  }
}
