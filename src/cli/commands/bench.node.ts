import type { Command } from 'commander';
import { runBenchmarks } from '../bench.node.js';
import { type Context, printJson } from '../context.node.js';
import { renderTable } from '../table.js';

export function addBench(program: Command, context: Context): void {
  program
    .command('bench')
    .summary('measure how fast Lepton is on this machine')
    .description('Measures updates, decisions, training, environments and replay on this machine.')
    .option('--json', 'print one JSON object and nothing else')
    .action(async ({ json }: { readonly json?: true }) => {
      const { terminal } = context;
      const result = await runBenchmarks({ onProgress: (name) => void terminal.stderr.write(`${name}\n`) });
      if (json) return printJson(context, result);
      terminal.stdout.write(`${renderTable(result.table, { align: 'lrrrl', indent: '  ' })}\n`);
    });
}
