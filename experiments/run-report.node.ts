import { basename, join, relative } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { readPlotlySource } from '../src/reports/plotly-source.node.js';
import { renderReport, type ReportRun } from '../src/reports/report.js';
import { readJson, readText } from '../src/runs/checked-json.js';
import { FileStorage } from '../src/runs/file-storage.node.js';
import { readMetrics, readTimings } from '../src/runs/metrics-log.js';
import { episodeRecordingSchema } from '../src/runs/record-schemas.js';
import type { EpisodeRecording } from '../src/runs/records.js';
import type { RunStorage } from '../src/runs/storage.js';
import { readSummary } from '../src/runs/summary.js';
import { shellWord } from '../src/shell-word.js';
import { readConfiguration, readConfigurationText, type Configuration } from './configuration.js';
import { nameOfEnvironment } from './environment-name.js';
import { environmentOf, loadRecipe, shippedRecipes } from './recipe-file.node.js';

const reportPath = 'report.html';
const recordingPath = 'episode.json';

/**
 * Writes one report over some runs of one recipe, in place of an older one.
 *
 * @param runs their folders, at least one
 * @param target the folder that the report goes into
 * @returns the report's path
 * @throws LeptonError `not-a-run`, `file-damaged`, `invalid-value` for runs of different recipes
 */
export async function writeReport(runs: readonly string[], target: string): Promise<string> {
  const read = await Promise.all(runs.map((folder) => readReportRun(folder, target)));
  const [{ summary }] = read as [ReportRun];
  const { rewardThreshold } = await environmentOf({ environment: summary.environment });
  const html = renderReport({
    title: `${summary.recipe}: ${summary.agent} on ${nameOfEnvironment(summary.environment)}`,
    runs: read,
    ...(rewardThreshold !== undefined && { rewardThreshold }),
    plotlySource: readPlotlySource(),
  });
  const storage = new FileStorage(target);
  storage.write(reportPath, html);
  return join(storage.location, reportPath);
}

async function readReportRun(folder: string, target: string): Promise<ReportRun> {
  const storage = new FileStorage(folder);
  const summary = readSummary(storage);
  const recording = readRecording(storage);
  return {
    name: relative(target, folder) || basename(storage.location),
    seed: summary.seed,
    summary,
    metrics: readMetrics(storage),
    timing: readTimings(storage),
    config: readConfigurationText(storage),
    command: await commandOf(folder, readConfiguration(storage)),
    ...(recording !== undefined && { recording }),
  };
}

function readRecording(storage: RunStorage): EpisodeRecording | undefined {
  const bytes = storage.read(recordingPath);
  if (bytes === undefined) return undefined;
  return readJson(episodeRecordingSchema, readText(bytes, recordingPath), recordingPath);
}

/** What to type to have the same run again. */
async function commandOf(folder: string, configuration: Configuration): Promise<string> {
  const { name, recipe, seed, engine, budget } = configuration;
  const isShipped =
    shippedRecipes().includes(name) && isDeepStrictEqual((await loadRecipe(name)).recipe, recipe);
  const source = isShipped ? name : shellWord(join(folder, 'config.yaml'));
  const chosen = engine === 'wasm' ? '' : ` --engine ${engine}`;
  const train = `npx lepton train ${source} --seed ${shellWord(String(seed))}${chosen}`;
  return budget === recipe.steps
    ? train
    : `${train} --out again && npx lepton resume again --steps ${budget}`;
}
