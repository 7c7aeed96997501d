/** A schedule as the page needs it: plain data, in the unit of the plant, counted from time 0. */
export interface GanttInput {
  readonly title: string;
  /** Small print above the title: the problem, who decided, the scheme. */
  readonly eyebrow: readonly string[];
  readonly verdict: GanttVerdict;
  readonly notices: readonly string[];
  readonly tiles: readonly { readonly label: string; readonly value: string; readonly note: string }[];
  readonly chart: GanttChart;
  readonly machines: readonly MachineRow[];
  /** Orders in process and machines at work over time. */
  readonly inProcess: { readonly orders: StepCurve; readonly busy: StepCurve };
  readonly orders: readonly OrderRow[];
  /** After an event. */
  readonly change?: GanttChange;
  readonly proof: readonly (readonly [name: string, value: string])[];
  /** What to type to have the same again. */
  readonly command: string;
  /** The file of `plotly.js-cartesian-dist-min`. */
  readonly plotlySource: string;
}

export interface GanttVerdict {
  readonly label: string;
  readonly value: string;
  readonly notes: readonly string[];
  readonly badge: { readonly text: string; readonly tone: 'good' | 'mixed' | 'poor' };
}

export interface StepCurve {
  readonly times: readonly number[];
  readonly values: readonly number[];
}

/** Shares of the time of one machine, and its OEE; NaN where there is none. */
export interface MachineRow {
  readonly name: string;
  readonly tasks: number;
  readonly time: Readonly<
    Record<'working' | 'setup' | 'maintenance' | 'down' | 'closed' | 'blocked' | 'idle', number>
  >;
  readonly utilization: number;
  readonly oee: Readonly<Record<'availability' | 'performance' | 'quality' | 'oee', number>>;
}

export interface OrderRow {
  readonly name: string;
  readonly due: number | null;
  readonly completion: number | null;
  /** completion - due. */
  readonly lateness: number | null;
  readonly tardiness: string;
  /** Texts for the table of late orders. */
  readonly dueText: string;
  readonly promised: string;
  readonly reason?: string;
  readonly reasons: readonly string[];
}

export interface GanttChange {
  /** What was answered now, and what had been answered before. */
  readonly events: readonly string[];
  readonly earlier: readonly string[];
  readonly strategy: string;
  /** Figures before and after. */
  readonly figures: readonly (readonly [name: string, before: string, after: string, change: string])[];
  readonly moved: readonly {
    readonly order: string;
    readonly operation: string;
    readonly from: string;
    readonly to: string;
    readonly shift: string;
  }[];
  readonly movedCount: number;
  readonly keptCount: number;
}

/** What the chart itself is drawn from; it goes into the page as JSON. */
export interface GanttChart {
  /** Of lengths, where there is no clock: '' or a unit. */
  readonly unit: string;
  /** Seconds since 1970 of time 0 on the plant's clock, and seconds in a unit. */
  readonly clock?: { readonly origin: number; readonly unit: number };
  readonly now: number;
  readonly hasNow: boolean;
  /** What the line at `now` is called. */
  readonly nowLabel: string;
  readonly end: number;
  readonly machines: readonly { readonly name: string; readonly closed: readonly Span[] }[];
  readonly orders: readonly ChartOrder[];
  /** Times from machine to machine, where orders are carried. */
  readonly transport?: readonly (readonly number[])[];
  /** The current plan is the last. */
  readonly plans: readonly ChartPlan[];
  readonly decisions: ChartDecisions;
}

export type Span = readonly [start: number, end: number];

export interface ChartOrder {
  readonly name: string;
  readonly product: string;
  readonly release: number;
  readonly due: number | null;
  /** Of the operations, in the order of the route. */
  readonly operations: readonly string[];
  readonly reason: string;
}

export interface ChartPlan {
  readonly label: string;
  readonly tasks: readonly ChartTask[];
  readonly blocks: readonly (readonly [
    machine: number,
    kind: 'breakdown' | 'repair' | 'maintenance',
    start: number,
    end: number,
  ])[];
}

/** Short names, for there may be thousands. */
export interface ChartTask {
  /** Order, operation, machine, attempt. */
  readonly o: number;
  readonly p: number;
  readonly m: number;
  readonly a: number;
  /** Begin of set-up, start, end, leave. */
  readonly t: readonly [number, number, number, number];
  /** Pauses. */
  readonly z: readonly (readonly [start: number, end: number, reason: string])[];
  /** Outcome, where it is not good. */
  readonly x?: 'rework' | 'scrap';
  readonly pinned?: true;
  /** Where it was before the event, if it was elsewhere: machine, begin of set-up, end. */
  readonly was?: readonly [machine: number, start: number, end: number];
  /** It was not in the plan before. */
  readonly isNew?: true;
}

export interface ChartDecisions {
  readonly values: string;
  readonly rules: readonly string[];
  readonly list: readonly ChartDecision[];
  /** Why there may be none behind a task; '' where each of them is known. */
  readonly note: string;
}

/** Candidates as columns. */
export interface ChartDecision {
  readonly time: number;
  readonly jobs: readonly number[];
  readonly operations: readonly number[];
  readonly machines: readonly number[];
  readonly chosen: number;
  readonly priorities?: readonly (number | null)[];
  readonly values?: string;
  readonly agree: readonly number[];
  readonly choices?: readonly (readonly [rule: number, value: number, candidate: number])[];
  readonly blocked: readonly (readonly [job: number, machine: number, why: string])[];
}
