import { type Command, Option } from 'commander';
import { keyFigures } from '../../../experiments/production-line/key-figures.js';
import {
  claimPlanFolder,
  loadProblem,
  readTextOf,
  savePlan,
} from '../../../experiments/production-line/plan-folder.node.js';
import {
  parseMaintenance,
  parseObjective,
  parseScheme,
  valueOf,
} from '../../../experiments/production-line/plan-schemes.js';
import { parseMoment } from '../../../experiments/production-line/plan-times.js';
import { readPins } from '../../../experiments/production-line/read-tasks.js';
import { scheduleDefaults, schedulePlan } from '../../../experiments/production-line/schedule.node.js';
import { makeFreshFolder } from '../../../experiments/output-folder.node.js';
import { shellWord } from '../../shell-word.js';
import { problemFormats, requireFormat } from '../../../environments/production-line/read-problem.js';
import { type Context, positiveInteger, printJson, seedOf, shownPath, stdoutStyle } from '../context.node.js';
import { QuickProgress } from '../line/quick-progress.node.js';
import { saidByOptions } from '../line/said-by-options.js';
import { renderFiles, renderPlan } from '../line/schedule-results.js';

interface ScheduleOptions {
  readonly agent: string;
  readonly samples: number;
  readonly seed: number | string;
  readonly scheme: string;
  readonly objective: string;
  readonly maintenance: string;
  readonly simulate?: true;
  readonly freezeUntil?: string;
  readonly pin?: string;
  readonly format?: string;
  readonly plant?: string;
  readonly origin?: string;
  readonly out?: string;
  readonly force?: true;
  readonly json?: true;
}

const details = `
Instances: a plant in YAML, orders in CSV, JSON, or the formats of the literature (docs/production-line-files.md);
built in are ft06, ta01 to ta80, tf001 to tf120, small-flexible, small-flow and workshop.

Agents:
  search        all rules, then samples of the two best, then tabu search where the problem is a plain job shop
  best-of:N     the same without tabu search
  rule:NAME     one dispatching rule, such as rule:MWKR; best-rule takes the best of all
  random-mor:N  the best of N schedules in which most operations remaining go first, equal ones by chance
  neh           for flow shops
  dqn           a DQN that comes with Lepton, trained on random job shops
  DIR           the folder of a run on production-line

What happens by chance does not happen in a plan: durations are as planned. --simulate draws it instead.

Examples:
  npx lepton schedule ta01
  npx lepton schedule orders.csv --objective totalTardiness --out plan
  npx lepton schedule plant.yaml --agent rule:ATC --pin fixed.csv`;

export function addSchedule(program: Command, context: Context): void {
  program
    .command('schedule')
    .summary('make a schedule for a shop floor, verified, with a Gantt page')
    .description('Makes a schedule for a shop floor, has it verified, and writes tables and a Gantt page.')
    .argument('<instance>', 'a file, or the name of a built-in instance')
    .option('--agent <WHO>', 'who decides: see below', scheduleDefaults.agent)
    .option('--samples <N>', 'schedules that search samples', positiveInteger, scheduleDefaults.samples)
    .addOption(
      new Option('--seed <N>', 'of what is drawn: a number or a text')
        .argParser(seedOf)
        .default(scheduleDefaults.seed),
    )
    .option('--scheme <NAME>', 'non-delay, active, or bounded-delay:TIME', scheduleDefaults.scheme)
    .option('--objective <WEIGHTS>', 'what is made small, as in makespan=1,totalTardiness=2', 'makespan')
    .option('--freeze-until <T>', 'nothing begins before this time but what is pinned')
    .option('--pin <FILE>', 'operations that are fixed: CSV with order, operation, machine, start')
    .option('--simulate', 'draw durations, failures and defects instead of planning without them')
    .option('--maintenance <WHEN>', 'with --simulate: none, age:TIME or period:TIME', 'none')
    .addOption(
      new Option('--format <NAME>', 'of the file, where it is not told').choices([...problemFormats]),
    )
    .option('--plant <FILE>', 'the plant that orders in CSV are for')
    .option('--origin <DATE>', 'of time 0, for orders in CSV without a plant')
    .option('--out <DIR>', 'where the files go (default: a new folder under runs/)')
    .option('--force', 'replace a plan that lies there')
    .option('--json', 'print one JSON object and nothing else')
    .addHelpText('after', details)
    .action((instance: string, options: ScheduleOptions) =>
      saidByOptions(() => schedule(instance, options, context)),
    );
}

async function schedule(instance: string, options: ScheduleOptions, context: Context): Promise<void> {
  const { agent, samples, seed, scheme, out, force = false, simulate = false } = options;
  const problem = loadProblem(instance, {
    ...(options.format !== undefined && { format: requireFormat(options.format) }),
    ...(options.plant !== undefined && { plant: loadProblem(options.plant) }),
    ...(options.origin !== undefined && { origin: options.origin }),
  });
  // Mistakes first, and the folder, before anything takes time.
  parseScheme(scheme);
  const request = {
    ...{ agent, samples, seed, scheme, isSimulated: simulate },
    objective: parseObjective(options.objective),
    maintenance: parseMaintenance(options.maintenance),
    freezeUntil:
      options.freezeUntil === undefined ? 0 : parseMoment(problem, options.freezeUntil, '--freeze-until'),
    pins: options.pin === undefined ? [] : readPins(problem, readTextOf(options.pin, '--pin'), options.pin),
  };
  const claimed = out === undefined ? undefined : claimPlanFolder(out, force);
  const progress = new QuickProgress(context, problem.name);
  const plan = await schedulePlan(problem, { ...request, onProgress: progress.show });
  progress.end();
  const folder = claimed ?? makeFreshFolder('runs', `schedule-${problem.name}`);
  savePlan(folder, plan, { command: commandOf(instance, options) });
  const figures = keyFigures(plan.problem, plan.schedule);
  if (options.json) {
    const { objectives, bounds, best } = figures;
    return printJson(context, {
      ...{
        folder,
        problem: problem.name,
        agent,
        seed,
        scheme: plan.schedule.scheme,
        decidedBy: plan.schedule.decidedBy,
      },
      objective: { weights: plan.options.objective, value: valueOf(plan) },
      ...{ objectives, lowerBound: bounds.best, bestKnown: best?.upper ?? null, verified: true },
      machines: figures.machines.map(({ name, utilization }) => ({ name, utilization })),
    });
  }
  const style = stdoutStyle(context);
  const shown = shownPath(folder);
  const next = [
    ['next', `npx lepton reschedule ${shellWord(shown)} --event breakdown:MACHINE@TIME+LENGTH`],
  ] as const;
  context.terminal.stdout.write(`${renderPlan(plan, figures, style)}\n${renderFiles(shown, next, style)}`);
}

/** What to type to have the same again. */
function commandOf(instance: string, options: ScheduleOptions): string {
  const {
    agent,
    samples,
    seed,
    scheme,
    objective,
    maintenance,
    simulate,
    freezeUntil,
    pin,
    format,
    plant,
    origin,
  } = options;
  const given: readonly (readonly [string, string | number | undefined, unknown])[] = [
    ['agent', agent, scheduleDefaults.agent],
    ['samples', samples, scheduleDefaults.samples],
    ['seed', seed, scheduleDefaults.seed],
    ['scheme', scheme, scheduleDefaults.scheme],
    ['objective', objective, 'makespan'],
    ['maintenance', maintenance, 'none'],
    ['freeze-until', freezeUntil, undefined],
    ['pin', pin, undefined],
    ['format', format, undefined],
    ['plant', plant, undefined],
    ['origin', origin, undefined],
  ];
  const said = given.flatMap(([name, value, usual]) =>
    value === undefined || value === usual ? [] : [`--${name} ${shellWord(String(value))}`],
  );
  return ['npx lepton schedule', shellWord(instance), ...said, ...(simulate ? ['--simulate'] : [])].join(' ');
}
