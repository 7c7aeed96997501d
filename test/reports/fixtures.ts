import { cos, exp, sin } from '../../src/numerics/index.js';
import { RandomStream } from '../../src/random/random-stream.js';
import type { ReportInput, ReportRun } from '../../src/reports/report-input.js';
import type {
  EpisodeRecording,
  EvaluationSummary,
  MetricRecord,
  RunSummary,
  TimingRecord,
} from '../../src/runs/records.js';

/** Invented runs that look like DQN on CartPole: some seeds learn late, some forget for a while. */
interface Skill {
  /** Expected greedy return after so many steps. */
  at(step: number): number;
}

const longest = 500;

function skillOf(random: RandomStream): Skill {
  const onset = 9000 + 12000 * random.uniform();
  const slope = 900 + 1600 * random.uniform();
  const dip = 26000 + 18000 * random.uniform();
  const depth = 60 + 300 * random.uniform() * random.uniform();
  return {
    at(step) {
      const grown = longest / (1 + exp((onset - step) / slope));
      const distance = (step - dip) / 1400;
      return Math.max(9, Math.min(longest, 10 + 1.02 * grown - depth * exp(-distance * distance)));
    },
  };
}

function epsilonAt(step: number, steps: number): number {
  return Math.max(0.05, 1 - (0.95 * step) / (0.2 * steps));
}

function episodeRecords(skill: Skill, steps: number, random: RandomStream): MetricRecord[] {
  const records: MetricRecord[] = [];
  for (let step = 0; ;) {
    const level = skill.at(step) * (1 - 0.85 * epsilonAt(step, steps)) + 12;
    const length = Math.max(8, Math.min(longest, Math.round(level * exp(0.45 * random.normal()))));
    step += length;
    if (step > steps) return records;
    records.push({ kind: 'episode', step, environment: 0, return: length, length });
  }
}

function evaluationAt(skill: Skill, step: number, random: RandomStream): MetricRecord {
  const returns = Array.from({ length: 10 }, () => greedyReturn(skill.at(step), random));
  const mean = returns.reduce((sum, value) => sum + value, 0) / 10;
  const square = returns.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / 10;
  return {
    kind: 'evaluation',
    step,
    episodes: 10,
    mean,
    std: Math.sqrt(square),
    min: Math.min(...returns),
    max: Math.max(...returns),
    steps: returns.reduce((sum, value) => sum + value, 0),
  };
}

function greedyReturn(level: number, random: RandomStream): number {
  return Math.max(8, Math.min(longest, Math.round(level * exp(0.12 * random.normal()) + 4)));
}

function trainingAt(skill: Skill, step: number, steps: number, random: RandomStream): MetricRecord {
  const value = 60 * (1 - exp(-step / 9000)) + skill.at(step) / 14;
  return {
    kind: 'training',
    step,
    updates: Math.floor(step / 4),
    epsilon: epsilonAt(step, steps),
    measures: {
      loss: (0.02 + value / 90) * exp(0.8 * random.normal()),
      absoluteTdError: (0.1 + value / 60) * exp(0.35 * random.normal()),
      meanQ: value + random.normal(),
      meanTarget: value + 0.4 + random.normal(),
      gradientNorm: (1 + value / 10) * exp(0.4 * random.normal()),
      learningRate: 0.00025,
    },
  };
}

function probeAt(skill: Skill, step: number, random: RandomStream): MetricRecord {
  const value = 60 * (1 - exp(-step / 9000)) + skill.at(step) / 14;
  const q = Array.from({ length: 4 }, (_, state) => {
    const lean = (state - 1.5) * (0.4 + skill.at(step) / 260);
    return [
      value - 3 * state + lean + 0.3 * random.normal(),
      value - 3 * state - lean + 0.3 * random.normal(),
    ];
  });
  const gap = q.reduce((sum, [left, right]) => sum + Math.abs(left - right), 0) / q.length;
  const greatest = q.reduce((sum, row) => sum + Math.max(...row), 0) / q.length;
  return { kind: 'probe', step, actionGap: gap, meanMaxQ: greatest, q };
}

function finalEvaluation(
  level: number,
  checkpoint: 'best' | 'last',
  random: RandomStream,
): EvaluationSummary {
  const returns = Array.from({ length: 100 }, () => greedyReturn(level, random));
  const mean = returns.reduce((sum, value) => sum + value, 0) / 100;
  const square = returns.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / 100;
  const [min, max] = [Math.min(...returns), Math.max(...returns)];
  return { checkpoint, episodes: 100, mean, std: Math.sqrt(square), min, max };
}

/** A metrics log in the order of its steps. */
function metricsOf(skill: Skill, steps: number, random: RandomStream): MetricRecord[] {
  const records = episodeRecords(skill, steps, random);
  for (let step = 200; step <= steps; step += 200) {
    if (step >= 1000) records.push(trainingAt(skill, step, steps, random));
    if (step % 1000 === 0) records.push(evaluationAt(skill, step, random), probeAt(skill, step, random));
  }
  return records.sort((a, b) => a.step - b.step);
}

function timingOf(steps: number, random: RandomStream): TimingRecord[] {
  let seconds = 0;
  return Array.from({ length: steps / 1000 }, (_, i) => {
    const stepsPerSecond = (i === 0 ? 30000 : 12600) * exp(0.05 * random.normal());
    seconds += 1000 / stepsPerSecond;
    return { step: 1000 * (i + 1), seconds, stepsPerSecond };
  });
}

/** An episode of the real pole, held up by a linear controller that the "Q-values" follow. */
export function cartPoleRecording(seed: number, frames = longest): EpisodeRecording {
  const random = new RandomStream([seed, 5, 6]);
  let [x, speed, angle, turning] = [0, 0, 0, 0].map(() => 0.1 * random.uniform() - 0.05) as [
    number,
    number,
    number,
    number,
  ];
  const recorded = Array.from({ length: frames }, () => {
    const lean = 12 * angle + 2.2 * turning + 0.35 * x + 0.5 * speed;
    const value = 88 - 6 * Math.abs(lean);
    const q = [value - 2 * lean, value + 2 * lean];
    const action = q[1] > q[0] ? 1 : 0;
    const frame = { picture: cartPoleScene(x, angle), action, reward: 1, q };
    const force = action === 1 ? 10 : -10;
    const temp = (force + 0.05 * turning * turning * sin(angle)) / 1.1;
    const cosine = cos(angle);
    const turn = (9.8 * sin(angle) - cosine * temp) / (0.5 * (4 / 3 - (0.1 * cosine * cosine) / 1.1));
    const push = temp - (0.05 * turn * cosine) / 1.1;
    [x, speed] = [x + 0.02 * speed, speed + 0.02 * push];
    [angle, turning] = [angle + 0.02 * turning, turning + 0.02 * turn];
    return frame;
  });
  return {
    environment: 'CartPole-v1',
    seed: 1000 + seed,
    return: frames,
    actionNames: ['push left', 'push right'],
    frames: recorded,
  };
}

function cartPoleScene(x: number, angle: number): unknown {
  const [up, side] = [cos(angle), sin(angle)];
  const box = [
    [x - 0.25, -0.15],
    [x + 0.25, -0.15],
    [x + 0.25, 0.15],
    [x - 0.25, 0.15],
  ];
  const pole = [
    [x - 0.05 * up, 0.1 + 0.05 * side],
    [x + 0.05 * up, 0.1 - 0.05 * side],
    [x + side + 0.05 * up, 0.1 + up - 0.05 * side],
    [x + side - 0.05 * up, 0.1 + up + 0.05 * side],
  ];
  return {
    width: [-2.4, 2.4],
    height: [-0.6, 1.6],
    shapes: [
      { kind: 'line', from: [-2.4, -0.15], to: [2.4, -0.15], width: 0.015, color: '#7b8794' },
      { kind: 'polygon', points: box, color: '#1f2933' },
      { kind: 'polygon', points: pole, color: '#ca9865' },
      { kind: 'circle', center: [x, 0.1], radius: 0.045, color: '#8184cb' },
    ],
  };
}

const config = (seed: number | string): string => `environment: CartPole-v1
agent: dqn
seed: ${seed}
steps: 50000
network:
  extractor: [{ dense: 120 }, { dense: 84 }]
  head: { dueling: false }
learningRate: 0.00025
discount: 0.99
batchSize: 128
replayCapacity: 10000
targetUpdateInterval: 500
exploration: { start: 1, end: 0.05, fraction: 0.2 }
`;

function summaryOf(seed: number, steps: number, skill: Skill, random: RandomStream): RunSummary {
  return {
    status: 'completed',
    environment: 'CartPole-v1',
    agent: 'dqn',
    recipe: 'cartpole-dqn',
    seed,
    steps,
    selectionSteps: 186_400,
    seconds: 4.04 + 0.2 * random.uniform(),
    stepsPerSecond: 12_150 + 500 * random.uniform(),
    evaluation: finalEvaluation(skill.at(steps) - 6 * random.uniform(), 'best', random),
    lastEvaluation: finalEvaluation(skill.at(steps) - 70 * random.uniform(), 'last', random),
    cost: { parameters: 10_934, bytes: 43_736, flopsPerDecision: 21_456, flopsPerUpdate: 8_270_000 },
    weightsHash: Array.from({ length: 64 }, () => random.integer(16).toString(16)).join(''),
    resume: 'exact',
    versions: { lepton: '0.1.0', node: 'v20.20.2', engine: 'wasm' },
  };
}

export function cartPoleRun(seed: number, steps = 50_000): ReportRun {
  const random = new RandomStream([seed, 17, 23]);
  const skill = skillOf(random);
  return {
    name: `cartpole-dqn-${seed}`,
    seed,
    summary: summaryOf(seed, steps, skill, random),
    metrics: metricsOf(skill, steps, random),
    timing: timingOf(steps, random),
    config: config(seed),
    recording: cartPoleRecording(seed),
  };
}

export function cartPoleReport(seeds: number, plotlySource = '/* Plotly */'): ReportInput {
  return {
    title: 'CartPole by deep Q-learning',
    rewardThreshold: 475,
    runs: Array.from({ length: seeds }, (_, i) => cartPoleRun(i + 1)),
    plotlySource,
  };
}
