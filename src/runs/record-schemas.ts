import { z } from 'zod';
import type { EpisodeRecording, MetricRecord, TimingRecord } from './records.js';

/** A measured number. JSON has no NaN and no infinity: both are written as null, and null is read as NaN. */
export const measured = z
  .number()
  .or(z.nan())
  .or(z.null().transform(() => NaN));
export const count = z.int().nonnegative();

const episodeRecord = z.object({
  kind: z.literal('episode'),
  step: count,
  environment: count,
  return: measured,
  length: count,
});

const trainingRecord = z.object({
  kind: z.literal('training'),
  step: count,
  updates: count,
  epsilon: measured,
  measures: z.record(z.string(), measured),
});

const evaluationRecord = z.object({
  kind: z.literal('evaluation'),
  step: count,
  episodes: count,
  mean: measured,
  std: measured,
  min: measured,
  max: measured,
  steps: count,
  cutEpisodes: count.exactOptional(),
});

const probeRecord = z.object({
  kind: z.literal('probe'),
  step: count,
  actionGap: measured,
  meanMaxQ: measured,
  q: z.array(z.array(measured)),
});

export const metricRecordSchema: z.ZodType<MetricRecord> = z.discriminatedUnion('kind', [
  episodeRecord,
  trainingRecord,
  evaluationRecord,
  probeRecord,
]);

export const timingRecordSchema: z.ZodType<TimingRecord> = z.object({
  step: count,
  seconds: measured,
  stepsPerSecond: measured,
});

export const episodeRecordingSchema: z.ZodType<EpisodeRecording> = z.object({
  environment: z.string(),
  seed: z.number(),
  return: measured,
  actionNames: z.array(z.string()).exactOptional(),
  frames: z.array(
    z.object({
      picture: z.unknown(),
      action: z.union([z.number(), z.array(z.number())]),
      reward: measured,
      q: z.array(measured).exactOptional(),
    }),
  ),
});
