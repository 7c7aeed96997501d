import { z } from 'zod';
import { fail, isLeptonError } from '../errors.js';
import { matchSchema, readJson, readText } from './checked-json.js';
import { count, measured } from './record-schemas.js';
import type { RunSummary } from './records.js';
import type { RunStorage } from './storage.js';

export const summaryPath = 'run.json';

const evaluationSummary = z.object({
  checkpoint: z.enum(['best', 'last']),
  episodes: count,
  mean: measured,
  std: measured,
  min: measured,
  max: measured,
  cutEpisodes: count.exactOptional(),
});

// The order of the keys here is their order in the file.
const runSummarySchema: z.ZodType<RunSummary> = z.object({
  status: z.enum(['running', 'paused', 'completed', 'failed']),
  failure: z.string().exactOptional(),
  environment: z.string(),
  agent: z.string(),
  recipe: z.string(),
  seed: z.number().or(z.string()),
  steps: count,
  selectionSteps: count,
  seconds: measured,
  stepsPerSecond: measured,
  trainingReturn: measured.exactOptional(),
  evaluation: evaluationSummary.exactOptional(),
  lastEvaluation: evaluationSummary.exactOptional(),
  cost: z.object({ parameters: count, bytes: count, flopsPerDecision: measured, flopsPerUpdate: measured }),
  weightsHash: z.string(),
  resume: z.enum(['exact', 'approximate']),
  versions: z.record(z.string(), z.string()).transform(sortedByKey),
});

/**
 * Writes `run.json`, indented, the keys in a fixed order. NaN and infinities are written as null.
 *
 * @throws `invalid-value` where the summary is not one.
 */
export function writeSummary(storage: RunStorage, summary: RunSummary): void {
  const plain: unknown = JSON.parse(JSON.stringify(summary));
  const ordered = matchSchema(runSummarySchema, plain, summaryPath, 'invalid-value');
  storage.write(summaryPath, `${JSON.stringify(ordered, null, 2)}\n`);
}

/**
 * Reads `run.json`; null is read as NaN. Keys that this version does not know are left out.
 *
 * @throws `not-a-run` where there is no such file; `file-damaged` where it is no summary.
 */
export function readSummary(storage: RunStorage): RunSummary {
  const bytes = storage.read(summaryPath);
  if (bytes === undefined) {
    const requirement = 'a file: every run folder has it';
    return fail('not-a-run', {
      component: storage.location,
      parameter: summaryPath,
      value: 'missing',
      requirement,
    });
  }
  return readJson(runSummarySchema, readText(bytes, summaryPath), summaryPath);
}

/** As `readSummary`; undefined where there is none that can be used. For whoever can do without: the checkpoints say more. */
export function readUsableSummary(storage: RunStorage): RunSummary | undefined {
  try {
    return readSummary(storage);
  } catch (error) {
    if (isLeptonError(error)) return undefined;
    throw error;
  }
}

function sortedByKey<Value>(record: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
