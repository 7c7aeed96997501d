import { beforeEach, describe, expect, it } from '@jest/globals';
import { truncateLogs } from '../../src/runs/checkpoint.js';
import { jsonLine } from '../../src/runs/json-lines.js';
import { MemoryStorage } from '../../src/runs/memory-storage.js';
import { MetricsLog, readMetrics, readTimings } from '../../src/runs/metrics-log.js';
import type { MetricRecord } from '../../src/runs/records.js';
import { errorOf } from './errors-of.js';

const records: readonly MetricRecord[] = [
  { kind: 'episode', step: 17, environment: 0, return: 17, length: 17 },
  { kind: 'training', step: 20, updates: 5, epsilon: 0.1, measures: { loss: 1e-7, absoluteTdError: 0.5 } },
  { kind: 'evaluation', step: 30, episodes: 2, mean: 9.5, std: 0.5, min: 9, max: 10, steps: 19 },
  {
    kind: 'probe',
    step: 30,
    actionGap: 0.25,
    meanMaxQ: 1.5,
    q: [
      [1, 0.5],
      [2, 1.75],
    ],
  },
];

let storage: MemoryStorage;
const text = (path: string): string => new TextDecoder().decode(storage.read(path));
beforeEach(() => {
  storage = new MemoryStorage();
});

function logOf(some: readonly MetricRecord[]): MetricsLog {
  const log = new MetricsLog(storage);
  for (const record of some) log.metric(record);
  return log;
}

describe('jsonLine', () => {
  it('puts kind and step first and sorts the rest, whatever order the record has', () => {
    const line = '{"kind":"training","step":3,"epsilon":1,"measures":{"a":1,"b":2},"updates":0}\n';
    expect(jsonLine({ updates: 0, step: 3, measures: { b: 2, a: 1 }, kind: 'training', epsilon: 1 })).toBe(
      line,
    );
    expect(jsonLine({ kind: 'training', epsilon: 1, measures: { a: 1, b: 2 }, step: 3, updates: 0 })).toBe(
      line,
    );
  });

  it('writes NaN and both infinities as null, and -0 as 0', () => {
    expect(jsonLine({ a: NaN, b: Infinity, c: [-Infinity], d: -0 })).toBe(
      '{"a":null,"b":null,"c":[null],"d":0}\n',
    );
  });
});

describe('MetricsLog', () => {
  it('gives back every kind of record', () => {
    logOf(records).flush();
    expect(readMetrics(storage)).toEqual(records);
  });

  it('reads NaN and infinities as NaN', () => {
    logOf([
      {
        kind: 'evaluation',
        step: 0,
        episodes: 1,
        mean: NaN,
        std: Infinity,
        min: -Infinity,
        max: 0,
        steps: 1,
      },
    ]).flush();
    expect(readMetrics(storage)).toEqual([
      { kind: 'evaluation', step: 0, episodes: 1, mean: NaN, std: NaN, min: NaN, max: 0, steps: 1 },
    ]);
  });

  it('keeps times out of the metrics', () => {
    const log = logOf(records);
    log.timing({ step: 10, seconds: 0.5, stepsPerSecond: 20 });
    log.flush();
    expect(text('metrics.jsonl')).not.toContain('seconds');
    expect(readTimings(storage)).toEqual([{ step: 10, seconds: 0.5, stepsPerSecond: 20 }]);
  });

  it('writes nothing before flush, and everything at flush', () => {
    const log = logOf(records);
    expect(storage.length('metrics.jsonl')).toBe(0);
    log.flush();
    log.flush();
    expect(text('metrics.jsonl').split('\n')).toHaveLength(records.length + 1);
  });

  it('does not let the buffer grow without end', () => {
    const log = new MetricsLog(storage);
    for (let count = 0; count < 2000; count++) log.metric(records[0]);
    expect(storage.length('metrics.jsonl')).toBeGreaterThan(0);
    log.flush();
    expect(readMetrics(storage)).toHaveLength(2000);
  });

  it('a run that is cut to its checkpoint and goes on writes the bytes of one that was not', () => {
    const straight = logOf(records);
    straight.flush();
    const whole = text('metrics.jsonl');
    storage = new MemoryStorage();
    const killed = logOf(records.slice(0, 2));
    const lengths = killed.lengths();
    killed.metric(records[3]);
    killed.flush();
    truncateLogs(storage, lengths);
    logOf(records.slice(2)).flush();
    expect(text('metrics.jsonl')).toBe(whole);
  });
});

describe('readMetrics', () => {
  it('leaves out a last line that a kill cut at any place', () => {
    logOf(records).flush();
    const bytes = storage.read('metrics.jsonl')!;
    for (let length = 0; length < bytes.length; length++) {
      storage.write('metrics.jsonl', bytes.subarray(0, length));
      const whole = bytes.subarray(0, length).filter((byte) => byte === 0x0a).length;
      expect(readMetrics(storage)).toEqual(records.slice(0, whole));
    }
  });

  it('without a file there are no records', () => {
    expect(readMetrics(storage)).toEqual([]);
  });

  it.each([
    ['no JSON', '{"kind":', 'line 2: text'],
    ['an unknown kind', '{"kind":"other","step":1}', 'line 2: kind'],
    ['a missing number', '{"kind":"episode","step":1,"environment":0,"return":1}', 'line 2: length'],
    [
      'text for a number',
      '{"kind":"training","step":1,"updates":1,"epsilon":1,"measures":{"loss":"x"}}',
      'measures.loss',
    ],
    ['an empty line', '', 'line 2: text'],
  ])('a whole line with %s is damage, named by its number', (_what, line, words) => {
    logOf(records.slice(0, 1)).flush();
    storage.append('metrics.jsonl', `${line}\n`);
    const error = errorOf(() => readMetrics(storage));
    expect(error?.code).toBe('file-damaged');
    expect(error?.message).toContain('metrics.jsonl: line 2');
    expect(error?.message).toContain(words);
  });

  it('bytes that are no text are damage', () => {
    storage.write('metrics.jsonl', Uint8Array.of(0xff, 0x0a));
    expect(errorOf(() => readMetrics(storage))?.code).toBe('file-damaged');
  });
});
