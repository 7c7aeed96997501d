import { fail, isLeptonError } from '../../errors.js';

/** Options of the command line that a function knows by another name. */
const otherwise: Readonly<Record<string, string>> = {
  event: '--event',
  events: '--event',
  pins: '--pin',
  freezeUntil: '--freeze-until',
};
const same = new Set([
  'agent',
  'maintenance',
  'now',
  'objective',
  'position',
  'samples',
  'scheme',
  'seed',
  'strategy',
]);

/** Runs an action whose errors name parameters, and names the options instead: `agent` is `--agent`, `events[0]` is `--event`. */
export async function saidByOptions<Result>(action: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await action();
  } catch (error) {
    if (!isLeptonError(error)) throw error;
    const [name = ''] = error.parts.parameter.split('[');
    const option = otherwise[name] ?? (same.has(name) ? `--${name}` : undefined);
    if (option === undefined) throw error;
    return fail(error.code, { ...error.parts, parameter: option });
  }
}
