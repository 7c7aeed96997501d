import { rules as allRules } from '../../environments/production-line/rules/registry.js';
import { chooseByRule } from '../../environments/production-line/rules/choose.js';
import type { DispatchingRule } from '../../environments/production-line/rules/dispatching-rule.js';
import { keepsOrder } from '../../environments/production-line/simulator/candidates.js';
import { areFree } from '../../environments/production-line/simulator/resources.js';
import type { Shop } from '../../environments/production-line/simulator/shop.js';
import type { BlockedReason, PlanDecision, PlanDecisions } from './line-plan.js';

/** Rules that are asked what they would have taken. `random` would have to draw, and change what comes after. */
export const askedRules: readonly DispatchingRule[] = [...allRules.values()].filter(
  ({ name }) => name !== 'random',
);
const numberOf = new Map(askedRules.map(({ name }, index) => [name, index]));

/** What an agent says of its choice beside the choice. */
export interface Explanation {
  /** The rule whose priorities are shown. */
  readonly rule?: DispatchingRule;
  readonly choices?: readonly { readonly rule: string; readonly value: number; readonly candidate: number }[];
}

/** Writes down what a shop is asked and what is taken. Decisions with one candidate are left out: there is nothing to explain. */
export class DecisionRecorder {
  readonly #list: PlanDecision[] = [];
  readonly #values: string | undefined;

  /** @param values what priorities and Q-values are, for people */
  constructor(values?: string) {
    this.#values = values;
  }

  get decisions(): PlanDecisions {
    const names = askedRules.map(({ name }) => name);
    return { rules: names, list: this.#list, ...(this.#values !== undefined && { values: this.#values }) };
  }

  /** To be called before the shop takes what is chosen. */
  note(shop: Shop, chosen: number, { rule, choices }: Explanation = {}): void {
    const { candidates } = shop;
    const { count } = candidates;
    if (count < 2) return;
    const { jobOfStrand, operationInJob } = shop.plant;
    const rows = Array.from({ length: count }, (_, i) => i);
    this.#list.push({
      time: shop.time,
      jobs: rows.map((i) => (candidates.job[i] < 0 ? candidates.job[i] : jobOfStrand[candidates.job[i]])),
      operations: rows.map((i) => {
        const operation = candidates.operation[i];
        return operation < 0 ? operation : operationInJob[operation];
      }),
      machines: rows.map((i) => candidates.machine[i]),
      chosen,
      agree: askedRules.flatMap((one, index) => (chooseByRule(shop, one) === chosen ? [index] : [])),
      blocked: blockedAt(shop),
      ...(rule !== undefined && {
        priorities: rows.map((i) => (candidates.operation[i] < 0 ? null : finite(rule.priority(shop, i)))),
      }),
      ...(choices !== undefined && {
        choices: choices.map(
          ({ rule: name, value, candidate }) => [numberOf.get(name) ?? -1, value, candidate] as const,
        ),
      }),
    });
  }
}

/** JSON knows no Infinity. */
const finite = (value: number): number | null =>
  Number.isFinite(value) ? Number(value.toPrecision(6)) : null;

/** The jobs in front of the decision's machines that are no candidates there. */
function blockedAt(shop: Shop): PlanDecision['blocked'] {
  const { candidates, state, plant } = shop;
  if (shop.settings.scheme.kind === 'active') return [];
  const pairs = new Set<string>();
  const machines = new Set<number>();
  for (let i = 0; i < candidates.count; i++) {
    pairs.add(`${candidates.job[i]} ${candidates.machine[i]}`);
    if (candidates.machine[i] >= 0) machines.add(candidates.machine[i]);
  }
  return [...machines].flatMap((machine) =>
    Array.from(
      state.queue.subarray(machine * plant.jobCount, machine * plant.jobCount + state.queueLength[machine]),
    )
      .filter((job) => !pairs.has(`${job} ${machine}`))
      .map((strand) => [plant.jobOfStrand[strand], machine, reasonOf(shop, strand, machine)] as const),
  );
}

function reasonOf({ state, plant, settings }: Shop, job: number, machine: number): BlockedReason {
  if (!keepsOrder(state, job, machine)) return 'turn';
  if (plant.isNoWait[job] === 1) return 'chain';
  if (state.placesTaken[machine] > plant.buffer[machine]) return 'place';
  const operation = state.nextOperation[job];
  if (settings.plan !== undefined && settings.plan.notBefore[operation] > state.time) return 'fixed';
  return plant.hasResources && !areFree(state, operation) ? 'resource' : 'closing';
}
