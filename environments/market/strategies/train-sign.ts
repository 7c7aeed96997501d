import { strictRecord } from '../../../src/plain-data.js';
import { strategyKind } from './contract.js';
import { holding } from './hold.js';
import { requireTraining, trainingSharpe } from './training.js';

/** The simplest thing that can be learnt from history; many published agents do not beat it. */
export const trainSign = strategyKind({
  name: 'train-sign',
  description:
    'buys and holds where that had a positive Sharpe ratio on the bars before, else sells short and holds',
  parameters: strictRecord({}),
  create(_, context) {
    const training = requireTraining('train-sign', context);
    const sharpe = trainingSharpe(training, context, holding(1));
    const sign = sharpe >= 0 ? 1 : -1;
    return { ...holding(sign), chosen: { sign, trainingSharpe: sharpe } };
  },
});
