import { Command } from 'commander';
import { leptonVersion } from '../../experiments/versions.js';
import type { Context } from './context.node.js';
import { reportFailure } from './exit.node.js';
import { styleFor } from './style.js';
import { isLive, type Terminal } from './terminal.node.js';

const examples = `
Examples:
  npx lepton train cartpole                               a DQN that balances a pole, in seconds
  npx lepton train cartpole --seeds 1..10                 on ten seeds, side by side
  npx lepton evaluate runs/cartpole-seed0                 once more, on the same episodes
  npx lepton backtest sma-cross --data generator:gjr      a strategy on a synthetic market, or on prices.csv
  npx lepton schedule workshop                            a schedule for the plant that comes with Lepton
  npx lepton help train                                   all about one command

Exit codes: 0 all is well, 1 a bug, 2 to 13 a mistake that the message names, 130 paused by Ctrl-C.`;

type AddCommand = (program: Command, context: Context) => void;

/** The commands, under the headings that the help shows them by. Only what is asked for is loaded: all takes half a second. */
const groups: readonly (readonly [heading: string, Readonly<Record<string, () => Promise<AddCommand>>>])[] = [
  [
    'Training:',
    {
      train: async () => (await import('./commands/train.node.js')).addTrain,
      resume: async () => (await import('./commands/resume.node.js')).addResume,
      evaluate: async () => (await import('./commands/evaluate.node.js')).addEvaluate,
      report: async () => (await import('./commands/report.node.js')).addReport,
    },
  ],
  [
    'Environments:',
    {
      envs: async () => (await import('./commands/envs.node.js')).addEnvs,
      'check-env': async () => (await import('./commands/check-env.node.js')).addCheckEnv,
    },
  ],
  [
    'The market:',
    {
      data: async () => (await import('./commands/data.node.js')).addData,
      backtest: async () => (await import('./commands/backtest.node.js')).addBacktest,
      'walk-forward': async () => (await import('./commands/walk-forward.node.js')).addWalkForward,
      'leak-check': async () => (await import('./commands/leak-check.node.js')).addLeakCheck,
      decide: async () => (await import('./commands/decide.node.js')).addDecide,
    },
  ],
  [
    'The production line:',
    {
      schedule: async () => (await import('./commands/schedule.node.js')).addSchedule,
      reschedule: async () => (await import('./commands/reschedule.node.js')).addReschedule,
      compare: async () => (await import('./commands/compare.node.js')).addCompare,
    },
  ],
  ['This machine:', { bench: async () => (await import('./commands/bench.node.js')).addBench }],
];

/** The whole command line: runs what the arguments say and gives the exit code. Raises nothing. */
export async function runCommandLine(argv: readonly string[], terminal: Terminal): Promise<number> {
  const context: Context = { terminal, exitCode: 0 };
  const isJson = argv.includes('--json');
  try {
    const program = await makeProgram(context, argv[0]);
    await program.parseAsync(argv.length === 0 ? ['--help'] : argv, { from: 'user' });
    return context.exitCode;
  } catch (error) {
    return reportFailure(error, terminal, isJson);
  }
}

/** With the command that is asked for; with all, where none is. */
async function makeProgram(context: Context, asked: string | undefined): Promise<Command> {
  const { stdout, environment } = context.terminal;
  const style = styleFor(stdout, environment);
  const program = new Command('lepton')
    .description('Trains decision-making agents, backtests strategies, schedules production lines.')
    .version(leptonVersion, '-v, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void stdout.write(text),
      // Failures are said in one place, see exit.node.ts.
      writeErr: () => undefined,
      outputError: () => undefined,
      getOutHelpWidth: () => Math.min(stdout.columns ?? 100, 110),
      getOutHasColors: () => isLive(stdout, context.terminal),
    })
    .configureHelp({ styleTitle: style.bold, styleCommandText: style.cyan, styleSubcommandText: style.cyan })
    .addHelpText('after', examples);
  const isKnown = groups.some(([, commands]) => asked !== undefined && Object.hasOwn(commands, asked));
  for (const [heading, commands] of groups) {
    program.commandsGroup(heading);
    for (const [name, load] of Object.entries(commands))
      if (name === asked || !isKnown) (await load())(program, context);
  }
  return program;
}
