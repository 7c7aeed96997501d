import { escapeLabel } from '../../escape.js';
import { baseLayout, type Figure } from '../../figures/figure.js';
import { rounded } from '../../format.js';
import { lengthText } from '../client/times-client.js';
import type { GanttInput } from '../gantt-input.js';

/** How early (to the left) or late (to the right) every order with a due date is. */
export function latenessFigure({ orders, chart }: GanttInput): Figure {
  const due = orders
    .filter(({ lateness }) => lateness !== null)
    .toSorted((a, b) => (b.lateness ?? 0) - (a.lateness ?? 0));
  const hours = chart.clock === undefined ? 1 : chart.clock.unit / 3600;
  return {
    id: 'lateness',
    title: 'Lateness',
    caption: 'Completion minus due date of each order that has one, the latest first.',
    legend: [
      { label: 'late', color: 'var(--late)', mark: 'band' },
      { label: 'in time', color: 'var(--series-3)', mark: 'band' },
    ],
    size: 'large',
    height: Math.max(160, 80 + due.length * (due.length > 40 ? 11 : 20)),
    data: [
      {
        ...{ type: 'bar', orientation: 'h' },
        y: due.map(({ name }) => escapeLabel(name)),
        x: due.map(({ lateness }) => rounded((lateness ?? 0) * hours, 6)),
        customdata: due.map(({ lateness }) => lengthText(lateness ?? 0, chart.clock)),
        marker: {
          color: due.map(({ lateness }) => ((lateness ?? 0) > 0 ? 'var(--late)' : 'var(--series-3)')),
        },
        hovertemplate: '%{y}: %{customdata}<extra></extra>',
      },
    ],
    layout: {
      ...baseLayout({
        title: chart.clock === undefined ? 'completion minus due date' : 'hours after the due date',
        xTitle: '',
        xaxis: {
          rangemode: 'normal',
          tickformat: ',~r',
          zeroline: true,
          zerolinecolor: 'var(--text)',
          zerolinewidth: 1.5,
        },
        yaxis: {
          autorange: 'reversed',
          type: 'category',
          showgrid: false,
          ticklen: 0,
          ...(due.length <= 60 && { dtick: 1 }),
        },
      }),
      bargap: 0.25,
    },
  };
}
