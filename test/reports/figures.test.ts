import { describe, expect, it } from '@jest/globals';
import { actionGap, greatestQ } from '../../src/reports/figures/action-gap.js';
import { epsilon } from '../../src/reports/figures/epsilon.js';
import { evaluationReturn } from '../../src/reports/figures/evaluation-return.js';
import type { Figure } from '../../src/reports/figures/figure.js';
import { finalEvaluation } from '../../src/reports/figures/final-evaluation.js';
import { measures } from '../../src/reports/figures/measures.js';
import { actionLegend, hasTooManyActions, probeValues } from '../../src/reports/figures/probe-values.js';
import { throughput } from '../../src/reports/figures/throughput.js';
import { trainingReturn } from '../../src/reports/figures/training-return.js';
import type { ReportRun } from '../../src/reports/report-input.js';
import type { MetricRecord } from '../../src/runs/records.js';
import { cartPoleRun } from './fixtures.js';

const runs = [1, 2, 3, 4].map((seed) => cartPoleRun(seed, 10_000));
const [run] = runs as [ReportRun];

interface Line {
  readonly name?: string;
  readonly x: number[];
  readonly y: number[];
}

function line(figure: Figure | undefined, name: string): Line {
  return figure!.data.find((trace) => trace['name'] === name) as unknown as Line;
}

function withMetrics(metrics: readonly MetricRecord[]): ReportRun {
  return { ...run, metrics };
}

function allFigures(of: readonly ReportRun[]): Figure[] {
  return [
    trainingReturn(of, 475),
    evaluationReturn(of, 475),
    finalEvaluation(of, 475),
    actionGap(of),
    greatestQ(of),
    epsilon(of),
    throughput(of),
    ...measures(of).figures,
    ...probeValues(of[0]),
  ].filter((figure) => figure !== undefined);
}

describe('figures', () => {
  it('are plain data: JSON keeps all of it', () => {
    const figures = allFigures(runs);
    expect(figures.length).toBe(16);
    expect(JSON.parse(JSON.stringify(figures))).toEqual(figures);
  });

  it('have names of their own', () => {
    const ids = allFigures(runs).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('are left out where the log has nothing for them', () => {
    expect(allFigures([{ ...withMetrics([]), timing: [] }])).toEqual([]);
  });

  it('name their colours only by the palette of the page', () => {
    const colors = [...JSON.stringify(allFigures(runs)).matchAll(/"(?:\w*color|color)":"([^"]+)"/g)];
    expect(colors.length).toBeGreaterThan(50);
    for (const [, color] of colors) expect(color).toMatch(/^var\(--[\w-]+\)$|^rgba\(0,0,0,0\)$/);
  });
});

describe('training return', () => {
  const episode = (step: number, value: number): MetricRecord => ({
    kind: 'episode',
    step,
    environment: 0,
    return: value,
    length: value,
  });

  it('is the mean of the last 20 episodes', () => {
    const metrics = Array.from({ length: 30 }, (_, i) => episode(10 * (i + 1), i));
    const { x, y } = line(trainingReturn([withMetrics(metrics)]), 'seed 1');
    expect(x.at(-1)).toBe(300);
    // The mean of 10, 11 ... 29.
    expect(y.at(-1)).toBe(19.5);
    // At the start it is over as many as there are: 0, 1, 2.
    expect(y[2]).toBe(1);
  });

  it('says so, and shows single episodes for one seed only', () => {
    const single = trainingReturn([run])!;
    expect(single.caption).toMatch(/last 20.training episodes/);
    expect(single.caption).toMatch(/One seed: no interval over seeds\./);
    expect(single.legend.map(({ label }) => label)).toEqual(['an episode', 'moving average']);
    expect(trainingReturn(runs)!.legend.map(({ label }) => label)).toEqual([
      'each of 4 seeds',
      'mean',
      '95\u00a0% interval',
      'interquartile mean',
    ]);
  });
});

describe('evaluation during training', () => {
  const evaluation = (step: number, mean: number): MetricRecord => ({
    kind: 'evaluation',
    step,
    episodes: 5,
    mean,
    std: 1,
    min: mean - 2,
    max: mean + 1,
    steps: 10,
  });

  it('has the mean over seeds at the common steps', () => {
    const seeds = [10, 20, 60].map((value) =>
      withMetrics([evaluation(100, value), evaluation(200, 2 * value)]),
    );
    const figure = evaluationReturn(
      seeds.map((one, seed) => ({ ...one, seed })),
      475,
    )!;
    expect(line(figure, 'mean')).toMatchObject({ x: [100, 200], y: [30, 60] });
    expect(JSON.stringify(figure.layout)).toContain('solved at 475');
    expect(figure.caption).toMatch(/mean over 5.episodes without exploration/);
  });

  it('ends the mean where the first seed ends, and says so', () => {
    const figure = evaluationReturn([
      { ...withMetrics([evaluation(100, 1), evaluation(200, 1), evaluation(300, 1)]), seed: 1 },
      { ...withMetrics([evaluation(100, 3), evaluation(200, 3)]), seed: 2 },
    ])!;
    expect(line(figure, 'mean').x.at(-1)).toBe(200);
    expect(line(figure, 'seed 1').x.at(-1)).toBe(300);
    expect(figure.caption).toMatch(/The mean ends at step 200, the last one of seed 2\./);
  });

  it('shows the worst and the best episode of one seed', () => {
    const figure = evaluationReturn([withMetrics([evaluation(100, 10), evaluation(200, 20)])])!;
    expect(figure.data.slice(0, 2).map((trace) => trace['y'])).toEqual([
      [8, 18],
      [11, 21],
    ]);
  });
});

describe('final evaluation', () => {
  it('has a row a seed with mean, range and standard deviation within the range', () => {
    const figure = finalEvaluation(runs, 475)!;
    const evaluation = runs[2].summary.evaluation!;
    const { x, y } = line(figure, 'mean');
    expect(y).toEqual(['seed 1', 'seed 2', 'seed 3', 'seed 4']);
    expect(x[2]).toBeCloseTo(evaluation.mean, 1);
    const range = figure.data[0]['error_x'] as { array: number[]; arrayminus: number[] };
    expect(x[2] + range.array[2]).toBeCloseTo(evaluation.max, 1);
    expect(x[2] - range.arrayminus[2]).toBeCloseTo(evaluation.min, 1);
    const deviation = figure.data[1]['error_x'] as { array: number[] };
    deviation.array.forEach((above, i) => expect(above).toBeLessThanOrEqual(range.array[i]));
  });

  it('is a table only for one seed', () => {
    expect(finalEvaluation([run])).toBeUndefined();
  });
});

describe('measures', () => {
  const training = (step: number, values: Record<string, number>): MetricRecord => ({
    kind: 'training',
    step,
    updates: step,
    epsilon: 0.1,
    measures: values,
  });

  it('come in a fixed order, those without a wording by their own name, constant ones in words', () => {
    const { figures, constant } = measures([
      withMetrics([
        training(1, { zeta: 1, absoluteTdError: 1, learningRate: 0.00025, loss: 3 }),
        training(2, { zeta: 2, absoluteTdError: 2, learningRate: 0.00025, loss: 2 }),
      ]),
    ]);
    expect(figures.map(({ title }) => title)).toEqual(['Loss', 'TD error', 'zeta']);
    expect(constant).toEqual(['learning rate 0.00025']);
  });

  it('leave gaps out and use a logarithmic axis for positive values over more than two decades', () => {
    const values = [1, NaN, 10, 1000, 1e5];
    const { figures } = measures([withMetrics(values.map((loss, i) => training(i, { loss })))]);
    expect(line(figures[0], 'seed 1')).toMatchObject({ x: [0, 2, 3, 4], y: [1, 10, 1000, 1e5] });
    expect(figures[0].layout).toMatchObject({ yaxis: { type: 'log' } });
    const flat = measures([withMetrics([training(1, { loss: 1 }), training(2, { loss: 3 })])]);
    expect(flat.figures[0].layout).not.toMatchObject({ yaxis: { type: 'log' } });
  });
});

describe('probe states', () => {
  it('have a figure each, with a line for each action', () => {
    const figures = probeValues(run, ['left', 'right']);
    expect(figures.map(({ title }) => title)).toEqual([1, 2, 3, 4].map((i) => `Probe state ${i}`));
    const probes = run.metrics.filter((record) => record.kind === 'probe');
    const { x, y } = line(figures[3], 'right');
    expect(x).toEqual(probes.map(({ step }) => step));
    expect(y.at(-1)).toBeCloseTo(probes.at(-1)!.q[3][1], 2);
    expect(actionLegend(run, ['left', 'right']).map(({ label }) => label)).toEqual(['left', 'right']);
  });

  it('are not drawn where the actions are more than the colours', () => {
    const q = [Array.from({ length: 9 }, (_, i) => i)];
    const many = withMetrics([{ kind: 'probe', step: 1, actionGap: 1, meanMaxQ: 8, q }]);
    expect(probeValues(many)).toEqual([]);
    expect(hasTooManyActions(many)).toBe(true);
  });
});

describe('epsilon', () => {
  it('is one line where every seed has the same schedule, however far it got', () => {
    const short = { ...runs[1], metrics: runs[1].metrics.filter(({ step }) => step < 5000) };
    const figure = epsilon([short, run])!;
    expect(figure.data.length).toBe(1);
    expect(line(figure, 'seed 1').x.at(-1)).toBe(10_000);
    expect(figure.caption).toBe('The same schedule for every seed.');
  });
});
