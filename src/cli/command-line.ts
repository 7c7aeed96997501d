import type { Command } from 'commander';

/** Where the result goes, and how it is shown, makes no other result. */
const leftOut: readonly string[] = ['out', 'json', 'quiet'];
const repeated: readonly string[] = ['set', 'account', 'read'];

/** What to type to have this again: the command, its argument, and the options that were given. */
export function commandLine(argument: string, command: Command): string {
  const words = command.options.flatMap((option) => {
    const name = option.attributeName();
    if (command.getOptionValueSource(name) !== 'cli' || leftOut.includes(name)) return [];
    const value: unknown = command.getOptionValue(name);
    const flag = option.long ?? '';
    if (value === true) return [flag];
    return repeated.includes(name)
      ? listOf(value).flatMap((one) => [flag, one])
      : [flag, ...(name === 'seeds' ? [listOf(value).join(',')] : listOf(value))];
  });
  return ['npx lepton', command.name(), argument, ...words].join(' ');
}

/** Lists one by one, settings as `name=value,name=value`. */
function listOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.map(String);
  if (typeof value !== 'object' || value === null) return [String(value)];
  return [
    Object.entries(value)
      .map(([key, number]) => `${key}=${String(number)}`)
      .join(','),
  ];
}
