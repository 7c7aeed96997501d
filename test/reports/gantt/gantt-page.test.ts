import { describe, expect, it } from '@jest/globals';
import { whereabouts } from '../../../src/reports/gantt/client/details-client.js';
import { inkOn } from '../../../src/reports/gantt/client/bars-client.js';
import {
  civilDate,
  lengthText,
  plainNumber,
  ticksOf,
  timeText,
} from '../../../src/reports/gantt/client/times-client.js';
import {
  fillOf,
  timeAt,
  xOf,
  type ChartColors,
  type ChartView,
} from '../../../src/reports/gantt/client/view-client.js';
import { timesOf } from '../../../src/reports/gantt/figures/time-axis.js';
import type { GanttChart } from '../../../src/reports/gantt/gantt-input.js';
import { renderGanttPage } from '../../../src/reports/gantt/gantt-page.js';
import { afterEvent, inputOf, planByRule } from './fixtures.js';

const clock = { origin: Date.UTC(2026, 2, 2, 6) / 1000, unit: 60 };

describe('times on the page', () => {
  it.each([
    [-800_000_000_000, 1944],
    [0, 1970],
    [Date.UTC(2000, 1, 29), 2000],
    [Date.UTC(2026, 11, 31), 2026],
    [Date.UTC(2027, 0, 1), 2027],
    [Date.UTC(2100, 2, 1), 2100],
  ])('have the date that the calendar has (%d)', (milliseconds, year) => {
    const day = Math.floor(milliseconds / 86_400_000);
    const date = new Date(day * 86_400_000);
    const weekday = date.toUTCString().slice(0, 3);
    expect(civilDate(day)).toEqual({ day: date.getUTCDate(), month: date.getUTCMonth() + 1, weekday });
    const chart = { clock: { origin: day * 86_400, unit: 60 } } as GanttChart;
    expect(timesOf(chart, [90])).toEqual([`${date.toISOString().slice(0, 10)} 01:30`]);
    expect(date.getUTCFullYear()).toBe(year);
  });

  it('are words for people', () => {
    expect(timeText(0, clock)).toBe('Mon 2 Mar 06:00');
    expect(timeText(1440 * 8 + 90.5, clock)).toBe('Tue 10 Mar 07:30:30');
    expect(timeText(1234.5, undefined)).toBe('1\u202f234.5');
    expect(lengthText(260, clock)).toBe('4\u00a0h 20\u00a0min');
    expect(lengthText(-5000, clock)).toBe('\u22123\u00a0d 11\u00a0h 20\u00a0min');
    expect(plainNumber(-0.001)).toBe('\u22120.001');
    expect(plainNumber(-0)).toBe('0');
  });

  it('have round ticks, the first of a day marked', () => {
    expect(ticksOf(0, 100, 18, undefined).map(({ time }) => time)).toEqual([0, 20, 40, 60, 80, 100]);
    const ticks = ticksOf(0, 2 * 1440, 300, clock);
    expect(ticks.map(({ label }) => label)).toEqual([
      '06:00',
      '12:00',
      '18:00',
      'Tue 3 Mar',
      '06:00',
      '12:00',
      '18:00',
      'Wed 4 Mar',
      '06:00',
    ]);
    expect(ticks.filter(({ isMajor }) => isMajor)).toHaveLength(2);
  });
});

describe('the chart', () => {
  it('goes from times to pixels and back', () => {
    const view = { gutter: 100, width: 908, from: 50, to: 250 } as ChartView;
    expect(xOf(view, 50)).toBe(100);
    expect(xOf(view, 250)).toBe(900);
    expect(timeAt(view, xOf(view, 123))).toBeCloseTo(123, 9);
  });

  it('has a colour of its own for each of a hundred orders', () => {
    const colors = { fills: ['#0072b2'], isDark: false, isModern: true } as unknown as ChartColors;
    const fills = Array.from({ length: 100 }, (_, i) => fillOf(i, 100, colors));
    expect(new Set(fills).size).toBe(100);
    expect(inkOn('#0072b2', colors)).toBe('#ffffff');
    expect(inkOn('oklch(0.74 0.115 20)', colors)).toBe('#10151a');
  });

  it('says of every order that could not be started where it was', async () => {
    const { chart } = inputOf(await planByRule('ta01', 'rule:MWKR'));
    const decision = chart.decisions.list[40];
    const reasons = new Map(whereabouts(chart, decision).map(({ order, why }) => [order, why]));
    const { tasks } = chart.plans[0];
    for (const [order] of chart.orders.entries()) {
      const isOpen = tasks.some(({ o, t }) => o === order && t[2] > decision.time);
      expect(reasons.has(order)).toBe(isOpen && !decision.jobs.includes(order));
      const on = tasks.find(({ o, t }) => o === order && t[0] < decision.time && decision.time < t[2]);
      if (on !== undefined)
        expect(reasons.get(order)).toBe(`is on M${on.m + 1} until ${plainNumber(on.t[2])}`);
    }
    expect(reasons.size).toBeGreaterThan(5);
  });

  it('tells what was answered now from what had been answered before', async () => {
    const first = afterEvent(await planByRule('ft06', 'rule:MWKR'), 'breakdown:M1@20+15');
    const { change, chart } = inputOf(afterEvent(first, 'due:J2=60'));
    expect(change).toMatchObject({ events: ['due:J2=60'], earlier: ['breakdown:M1@20+15'] });
    // A right shift decides nothing, and what was decided before keeps the name of its values.
    expect(chart.decisions.note).toContain('keeps its sequence');
    expect(chart.decisions.list.length).toBeGreaterThan(0);
    for (const { time, values } of chart.decisions.list)
      expect({ isEarlier: time < chart.now, values }).toEqual({
        isEarlier: true,
        values: 'priority of MWKR, least first',
      });
  });

  it('calls a frozen time so, and not now', async () => {
    const { chart } = inputOf(await planByRule('ft06', 'rule:MWKR', { freezeUntil: 9 }));
    expect(chart).toMatchObject({ hasNow: true, now: 9, nowLabel: 'frozen until' });
  });

  it('marks what an event moved, with where it was', async () => {
    const plan = await planByRule('ft06', 'rule:MWKR');
    const { chart, change } = inputOf(afterEvent(plan, 'breakdown:M1@20+15'));
    const [before, after] = chart.plans;
    const moved = after.tasks.filter(({ was }) => was !== undefined);
    expect(moved.length).toBe(change?.movedCount);
    for (const { o, p, was } of moved) {
      const old = before.tasks.find((task) => task.o === o && task.p === p);
      expect(was).toEqual([old?.m, old?.t[0], old?.t[2]]);
    }
    expect(chart).toMatchObject({ now: 20, hasNow: true });
  });
});

describe('the page', () => {
  it('is the same for the same plan, and has everything in one file', async () => {
    const input = inputOf(
      await planByRule('workshop', 'rule:ATC', { isSimulated: true, maintenance: { kind: 'age', age: 60 } }),
    );
    const page = renderGanttPage(input);
    expect(renderGanttPage(input)).toBe(page);
    expect(page).toContain('default-src &#39;none&#39;');
    expect(page.match(/<(link|script|img)[^>]+(src|href)="(?!data:)/g)).toBeNull();
    for (const text of [
      'By machine',
      'By order',
      'set-up',
      'breakdown or repair',
      'maintenance',
      'closed',
      'OEE',
      'Work in process',
      'Lateness',
    ])
      expect(page).toContain(text);
  });

  it('lets no name out of its place', async () => {
    const plan = await planByRule('ft06', 'rule:SPT');
    const name = '</script><script>alert(1)</script><b title="x">';
    const jobs = plan.problem.jobs.map((job, i) => (i === 0 ? { ...job, name, due: 1 } : job));
    const page = renderGanttPage(inputOf({ ...plan, problem: { ...plan.problem, jobs } }));
    expect(page).not.toContain('<script>alert');
    expect(page).not.toContain('<b title');
  });

  it('names late orders with their reason, the latest first', async () => {
    const plan = await planByRule('ft06', 'rule:SPT');
    const jobs = plan.problem.jobs.map((job) => ({ ...job, due: 50 }));
    const { orders } = inputOf({ ...plan, problem: { ...plan.problem, jobs } });
    const lateness = orders.map((order) => order.lateness ?? 0).filter((late) => late > 0);
    expect(lateness.length).toBeGreaterThan(1);
    expect(lateness).toEqual(lateness.toSorted((a, b) => b - a));
    expect(orders[0].reasons[0]).toMatch(/^capacity of M\d: waits/);
  });
});
