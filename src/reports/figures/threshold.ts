import { formatValue } from '../format.js';
import type { PlainData } from './figure.js';

interface Threshold {
  readonly shapes: readonly PlainData[];
  readonly annotations: readonly PlainData[];
}

/** The mean return from which a task counts as solved, as a dotted line across a figure. */
export function thresholdLine(value: number | undefined, axis: 'x' | 'y'): Threshold {
  if (value === undefined) return { shapes: [], annotations: [] };
  const line = { color: 'var(--threshold)', width: 1.5, dash: 'dot' };
  const label = {
    text: `solved at ${formatValue(value)}`,
    showarrow: false,
    font: { size: 11, color: 'var(--threshold)' },
  };
  if (axis === 'x') {
    return {
      shapes: [{ type: 'line', x0: value, x1: value, y0: 0, y1: 1, yref: 'paper', line, layer: 'below' }],
      annotations: [
        { ...label, x: value, xanchor: 'right', xshift: -4, y: 1, yref: 'paper', yanchor: 'bottom' },
      ],
    };
  }
  return {
    shapes: [{ type: 'line', x0: 0, x1: 1, xref: 'paper', y0: value, y1: value, line, layer: 'below' }],
    annotations: [{ ...label, x: 0, xref: 'paper', xanchor: 'left', xshift: 4, y: value, yanchor: 'bottom' }],
  };
}
