#!/usr/bin/env node
import { Console } from 'node:console';
import { LeptonError } from '../errors.js';
import { reportFailure } from './exit.node.js';
import { runCommandLine } from './run.node.js';
import { processTerminal, type Terminal } from './terminal.node.js';

const argv = process.argv.slice(2);
// What an environment of the user's own prints must not mix with the one object on standard output.
if (argv.includes('--json')) globalThis.console = new Console(process.stderr, process.stderr);
const code = await runCommandLine(argv, processTerminal(sayLoss));
process.exitCode ||= code;
// What an environment of the user's own still holds, a timer or a socket, must not keep the process; what was written must be out first.
process.stdout.write('', () => process.stderr.write('', () => setImmediate(() => process.exit())));

function sayLoss({ message }: Error, terminal: Terminal): void {
  const parts = { component: 'standard output', parameter: 'the result', value: message };
  const requirement = 'written: what was computed is in its folder, but could not be shown';
  process.exitCode = reportFailure(
    new LeptonError('storage-failure', { ...parts, requirement }),
    terminal,
    false,
  );
}
