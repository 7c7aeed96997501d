#!/usr/bin/env node
import { Console } from 'node:console';
import { runCommandLine } from './run.node.js';
import { processTerminal } from './terminal.node.js';

const argv = process.argv.slice(2);
// What an environment of the user's own prints must not mix with the one object on standard output.
if (argv.includes('--json')) globalThis.console = new Console(process.stderr, process.stderr);
process.exitCode = await runCommandLine(argv, processTerminal());
