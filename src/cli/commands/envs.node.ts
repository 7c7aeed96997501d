import type { Command } from 'commander';
import type { EnvironmentSpecification } from '../../../environments/contract.js';
import { makeEnvironment, registeredEnvironments } from '../../../environments/registry.js';
import { type Context, printJson, stdoutStyle } from '../context.node.js';
import { spaceName } from '../space-name.js';
import { renderTable } from '../table.js';

export function addEnvs(program: Command, context: Context): void {
  program
    .command('envs')
    .summary('list the environments')
    .description('Lists the environments that Lepton brings, with their spaces.')
    .option('--json', 'print one JSON object and nothing else')
    .action(({ json }: { readonly json?: true }) => {
      const environments = registeredEnvironments().map(describe);
      if (json) return printJson(context, { environments });
      context.terminal.stdout.write(`${render(environments, context)}\n`);
    });
}

interface Described {
  readonly id: string;
  readonly description: string;
  readonly observations: string;
  readonly actions: string;
  readonly maxEpisodeSteps: number | null;
  readonly rewardThreshold: number | null;
}

function describe(specification: EnvironmentSpecification): Described {
  const { id, description, maxEpisodeSteps = null, rewardThreshold = null } = specification;
  const world = makeEnvironment(specification);
  const observations = spaceName(world.observationSpace);
  const actions = spaceName(world.actionSpace);
  world.close?.();
  return { id, description, observations, actions, maxEpisodeSteps, rewardThreshold };
}

function render(environments: readonly Described[], context: Context): string {
  const style = stdoutStyle(context);
  const sections = environments.map(({ id, description, ...facts }) => {
    const rows = [
      ['observations', facts.observations],
      ['actions', facts.actions],
      ['time limit', facts.maxEpisodeSteps === null ? 'none' : `${facts.maxEpisodeSteps} steps`],
      ['solved at', facts.rewardThreshold === null ? 'unknown' : `a mean return of ${facts.rewardThreshold}`],
    ].map(([name = '', value = '']) => [style.dim(name), value]);
    return `\n  ${style.bold(id)}\n  ${description}\n${renderTable(rows, { indent: '    ' })}\n`;
  });
  const own = `\n  Your own: environment: ./my-world.js#create in a recipe.\n`;
  return sections.join('') + style.dim(own);
}
