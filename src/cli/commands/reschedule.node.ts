import { type Command, InvalidArgumentError, Option } from 'commander';
import { eventForms, parseLineEvent } from '../../../experiments/production-line/events.js';
import { changedFigures, shiftText } from '../../../experiments/production-line/gantt-input.js';
import { movedTasks } from '../../../experiments/production-line/gantt-chart.js';
import { operationName } from '../../../experiments/production-line/export-tables.js';
import { objectivesOf } from '../../../environments/production-line/verifier/objectives.js';
import {
  claimPlanFolder,
  loadPlan,
  readTextOf,
  savePlan,
} from '../../../experiments/production-line/plan-folder.node.js';
import { formatLength, formatTime } from '../../../experiments/production-line/plant-time.js';
import { parseMoment } from '../../../experiments/production-line/plan-times.js';
import { strategies, type Strategy } from '../../../experiments/production-line/proposals.js';
import {
  reschedule,
  rescheduleDefaults,
  type Rescheduled,
} from '../../../experiments/production-line/reschedule.js';
import type { LinePlan } from '../../../experiments/production-line/line-plan.js';
import { makeFreshFolder } from '../../../experiments/output-folder.node.js';
import { shellWord } from '../../shell-word.js';
import { type Context, printJson, shownPath, stdoutStyle } from '../context.node.js';
import { formatCount, formatDuration, formatNumber } from '../format.js';
import { saidByOptions } from '../line/said-by-options.js';
import { renderFiles } from '../line/schedule-results.js';
import type { Style } from '../style.js';
import { renderTable } from '../table.js';

interface RescheduleOptions {
  readonly event: readonly string[];
  readonly now?: string;
  readonly strategy: Strategy;
  readonly stability: number;
  readonly out?: string;
  readonly force?: true;
  readonly json?: true;
}

const details = `
Events:
${eventForms.map((form) => `  ${form}`).join('\n')}

Strategies: right-shift keeps every machine's sequence; pull-forward lets late orders go first and the rest keep its time; repair dispatches
the rest anew, in the order of the plan and by rules; best takes the best of these by objective and stability; full dispatches the
rest by every rule, for the objective alone. What has begun is kept.

Examples:
  npx lepton reschedule runs/schedule-ta01 --event breakdown:M3@120+40
  npx lepton reschedule plan --event rush:urgent.csv --event due:A-7=480 --now 240 --out plan-2`;

const movedShown = 12;

export function addReschedule(program: Command, context: Context): void {
  program
    .command('reschedule')
    .summary('repair a schedule after something happened')
    .description(
      'Repairs a schedule after something happened: keeps what has begun, moves as little as needed, shows what changed.',
    )
    .argument('<DIR>', 'a folder that schedule or reschedule has written')
    .addOption(
      new Option('--event <WHAT>', 'what happened: see below; may be repeated')
        .argParser(collect)
        .makeOptionMandatory(),
    )
    .option(
      '--now <T>',
      'the time: a number or a date (default: that of the first breakdown or the last report)',
    )
    .addOption(
      new Option('--strategy <NAME>', 'how to go on')
        .choices([...strategies])
        .default(rescheduleDefaults.strategy),
    )
    .option(
      '--stability <W>',
      'what it weighs that operations move, beside the objective',
      weight,
      rescheduleDefaults.stability,
    )
    .option('--out <DIR>', 'where the files go (default: a new folder beside the old one)')
    .option('--force', 'replace a plan that lies there')
    .option('--json', 'print one JSON object and nothing else')
    .addHelpText('after', details)
    .action((folder: string, options: RescheduleOptions) =>
      saidByOptions(() => run(folder, options, context)),
    );
}

const collect = (text: string, before: readonly string[] = []): readonly string[] => [...before, text];

function weight(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0) || value === Infinity)
    throw new InvalidArgumentError('It must be a number of at least 0.');
  return value;
}

function run(folder: string, options: RescheduleOptions, context: Context): void {
  const { event: typed, strategy, stability, out, force = false, json } = options;
  const before = loadPlan(folder);
  const start = performance.now();
  const events = typed.map((text) =>
    parseLineEvent(before.problem, text, (path) => readTextOf(path, `--event ${text}`)),
  );
  const claimed = out === undefined ? undefined : claimPlanFolder(out, force);
  const now = options.now === undefined ? {} : { now: parseMoment(before.problem, options.now, '--now') };
  const result = reschedule(before, events, { strategy, stability, ...now });
  const seconds = (performance.now() - start) / 1000;
  const target = claimed ?? freshBeside(folder);
  savePlan(target, result.plan, { command: commandOf(folder, options), strategy: strategyText(result) });
  if (json) return printJson(context, jsonOf(result, before, target, seconds));
  const style = stdoutStyle(context);
  const shown = shownPath(target);
  const next = [['next', `npx lepton reschedule ${shellWord(shown)} --event ...`]] as const;
  context.terminal.stdout.write(
    `${render(result, before, seconds, style)}\n${renderFiles(shown, next, style)}`,
  );
}

/** `plan` becomes `plan-2`. */
function freshBeside(folder: string): string {
  const path = folder.replace(/[/\\]+$/, '');
  const cut = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
  return makeFreshFolder(
    cut < 0 ? '.' : path.slice(0, cut + 1),
    path.slice(cut + 1).replace(/-\d+$/, '') || 'plan',
  );
}

function strategyText({ chosen, proposals }: Rescheduled): string {
  const others = new Set(proposals.filter((one) => one !== chosen).map((one) => one.strategy));
  const why = others.size === 0 ? '' : `, the best of ${proposals.length} proposals`;
  return `Answered by ${chosen.strategy} (${chosen.schedule.decidedBy})${why}.`;
}

function render(result: Rescheduled, before: LinePlan, seconds: number, style: Style): string {
  const { plan, chosen, lostPins } = result;
  const { problem } = plan;
  const figures = changedFigures(
    problem,
    objectivesOf(before.problem, before.schedule),
    objectivesOf(problem, plan.schedule),
  );
  const moved = movedTasks(plan.schedule, before.schedule);
  const time = (value: number): string => formatTime(problem, value).replace('T', ' ');
  const rows = moved
    .slice(0, movedShown)
    .map(({ task, old }) => [
      `${problem.jobs[task.job].name} ${operationName(problem, task)}`,
      `${problem.machines[old.machine].name} ${time(old.start)}`,
      style.dim('→'),
      `${problem.machines[task.machine].name} ${time(task.start)}`,
      style.dim(shiftText(problem, task.start - old.start)),
    ]);
  const more =
    moved.length > movedShown
      ? [`  ${style.dim(`and ${moved.length - movedShown} more; the page shows them`)}`]
      : [];
  const { meanShift } = chosen.stability;
  return [
    `\n  ${[style.bold(problem.name), `${chosen.strategy} at ${time(plan.now)}`, chosen.schedule.decidedBy, formatDuration(seconds)].join(style.dim(' · '))}\n`,
    renderTable(
      [['', 'before', 'after', ''], ...figures].map(([name, ...rest]) => [style.dim(name), ...rest]),
      { align: 'lrrr', indent: '  ' },
    ),
    `\n  ${formatCount(moved.length, 'operation')} moved of ${formatNumber(before.schedule.tasks.length)}, by ${formatLength(problem, meanShift)} on average over all\n`,
    renderTable(rows, { indent: '  ' }),
    ...more,
    ...lostPins.map(
      (task) =>
        `  ${style.yellow('pin lost')} ${problem.jobs[task.job].name} ${operationName(problem, task)} could not stay at ${time(task.start)}`,
    ),
    `\n  ${style.green('verified')}: feasible, and what had begun is as it was\n`,
  ]
    .join('\n')
    .replace(/[\u202f\u00a0]/g, ' ')
    .replace(/\u2212/g, '-');
}

function jsonOf(
  { plan, chosen, proposals, lostPins }: Rescheduled,
  before: LinePlan,
  folder: string,
  seconds: number,
): unknown {
  const { problem, schedule } = plan;
  return {
    ...{
      folder,
      problem: problem.name,
      now: plan.now,
      strategy: chosen.strategy,
      decidedBy: schedule.decidedBy,
      seconds,
      verified: true,
    },
    before: objectivesOf(before.problem, before.schedule),
    after: objectivesOf(problem, schedule),
    stability: chosen.stability,
    proposals: proposals.map(({ strategy, schedule: { decidedBy }, objective, stability, cost }) => ({
      strategy,
      decidedBy,
      objective,
      ...stability,
      cost,
    })),
    moved: movedTasks(schedule, before.schedule).map(({ task, old }) => ({
      order: problem.jobs[task.job].name,
      operation: operationName(problem, task),
      from: { machine: problem.machines[old.machine].name, start: old.start },
      to: { machine: problem.machines[task.machine].name, start: task.start },
    })),
    lostPins: lostPins.map((task) => ({
      order: problem.jobs[task.job].name,
      operation: operationName(problem, task),
    })),
  };
}

function commandOf(folder: string, { event, now, strategy, stability }: RescheduleOptions): string {
  return [
    'npx lepton reschedule',
    shellWord(folder),
    ...event.map((text) => `--event ${shellWord(text)}`),
    ...(now === undefined ? [] : [`--now ${shellWord(now)}`]),
    ...(strategy === rescheduleDefaults.strategy ? [] : [`--strategy ${strategy}`]),
    ...(stability === rescheduleDefaults.stability ? [] : [`--stability ${stability}`]),
  ].join(' ');
}
