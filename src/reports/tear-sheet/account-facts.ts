import { formatNumber } from '../format.js';
import { basisPoints, percent } from './numbers.js';

type Settings = Readonly<Record<string, unknown>>;

/** Settings as lines of `name: value`, nested ones with dots. */
export function flattened(
  settings: Settings,
  prefix = '',
): readonly (readonly [name: string, value: string])[] {
  return Object.entries(settings).flatMap(([key, value]) => {
    const name = `${prefix}${key}`;
    if (isSettings(value)) return flattened(value, `${name}.`);
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return [[name, text ?? 'absent'] as const];
  });
}

/** How orders are filled, for people. */
export function fillSentence({ fill }: Settings): string {
  if (fill === 'next-open') return 'filled at the next open';
  if (fill === 'next-close') return 'filled at the next close';
  if (fill === 'same-close') return 'filled at the close that the decision has seen';
  return typeof fill === 'string' ? `filled at ${fill}` : 'fills not stated';
}

/** What a fill costs, for people: `commission 5 bp, slippage 5 bp`. */
export function costsSentence(account: Settings): string {
  const costs = isSettings(account['costs']) ? account['costs'] : {};
  const number = (name: string): number => (typeof costs[name] === 'number' ? costs[name] : 0);
  const parts = [
    number('perValue') > 0 && `commission ${basisPoints(number('perValue'))}`,
    number('perShare') > 0 && `${plain(number('perShare'))} a share`,
    number('fixed') > 0 && `${plain(number('fixed'))} a fill`,
    number('minimum') > 0 && `at least ${plain(number('minimum'))} a fill`,
    Array.isArray(costs['tiers']) && costs['tiers'].length > 0 && 'tiered commission',
    number('spread') > 0 && `spread ${basisPoints(number('spread'))}`,
    number('slippage') > 0 && `slippage ${basisPoints(number('slippage'))}`,
    number('volumeShare') > 0 && `volume-share slippage ${plain(number('volumeShare'))}`,
    number('impact') > 0 && `square-root impact ${plain(number('impact'))}`,
    number('volumeCap') > 0 && `at most ${percent(number('volumeCap'), 0)} of volume`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? 'no costs' : parts.join(', ');
}

function plain(value: number): string {
  return Number.isInteger(value) ? formatNumber(value) : formatNumber(value, 4).replace(/0+$/, '');
}

function isSettings(value: unknown): value is Settings {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
