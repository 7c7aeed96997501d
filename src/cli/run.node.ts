import { Command } from 'commander';
import { leptonVersion } from '../../experiments/versions.js';
import { addBacktest } from './commands/backtest.node.js';
import { addBench } from './commands/bench.node.js';
import { addCheckEnv } from './commands/check-env.node.js';
import { addCompare } from './commands/compare.node.js';
import { addData } from './commands/data.node.js';
import { addDecide } from './commands/decide.node.js';
import { addEnvs } from './commands/envs.node.js';
import { addEvaluate } from './commands/evaluate.node.js';
import { addLeakCheck } from './commands/leak-check.node.js';
import { addReport } from './commands/report.node.js';
import { addReschedule } from './commands/reschedule.node.js';
import { addResume } from './commands/resume.node.js';
import { addSchedule } from './commands/schedule.node.js';
import { addTrain } from './commands/train.node.js';
import { addWalkForward } from './commands/walk-forward.node.js';
import type { Context } from './context.node.js';
import { reportFailure } from './exit.node.js';
import { styleFor } from './style.js';
import { isLive, type Terminal } from './terminal.node.js';

const examples = `
Examples:
  npx lepton train cartpole                  a DQN that balances a pole, in seconds
  npx lepton train cartpole --seeds 1..10    on ten seeds, side by side
  npx lepton evaluate runs/cartpole-seed0    once more, on the same episodes
  npx lepton help train                      all about one command

Exit codes: 0 all is well, 1 a bug, 2 to 13 a mistake that the message names, 130 paused by Ctrl-C.`;

/** The whole command line: runs what the arguments say and gives the exit code. Raises nothing. */
export async function runCommandLine(argv: readonly string[], terminal: Terminal): Promise<number> {
  const context: Context = { terminal, exitCode: 0 };
  const isJson = argv.includes('--json');
  try {
    await makeProgram(context).parseAsync(argv.length === 0 ? ['--help'] : argv, { from: 'user' });
    return context.exitCode;
  } catch (error) {
    return reportFailure(error, terminal, isJson);
  }
}

function makeProgram(context: Context): Command {
  const { stdout, environment } = context.terminal;
  const style = styleFor(stdout, environment);
  const program = new Command('lepton')
    .description('Trains and runs decision-making agents: deep Q-learning in TypeScript.')
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
  for (const add of [
    addTrain,
    addResume,
    addEvaluate,
    addReport,
    addEnvs,
    addCheckEnv,
    addData,
    addBacktest,
    addWalkForward,
    addLeakCheck,
    addDecide,
    addSchedule,
    addReschedule,
    addCompare,
    addBench,
  ])
    add(program, context);
  return program;
}
