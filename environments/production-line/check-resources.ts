import type { Defect, ProblemPath } from './check-problem.js';
import type { Problem } from './problem.js';

/** Needs that can never be met: of resources that there are not, or of more than there is. */
export function needDefects({ resources = [], jobs }: Problem): readonly Defect[] {
  const defectsOf = (
    needs: NonNullable<Problem['jobs'][number]['operations'][number]['needs']>,
    path: ProblemPath,
  ): readonly Defect[] =>
    needs.flatMap(({ resource, count = 1 }, index): readonly Defect[] => {
      const at = { path: [...path, index, 'resource'], value: resource };
      if (resource >= resources.length) {
        const last = resources.length - 1;
        const requirement =
          last < 0 ? 'left out: the problem has no resources' : `one of its resources, 0 to ${last}`;
        return [{ ...at, requirement }];
      }
      if (needs.findIndex((other) => other.resource === resource) < index)
        return [{ ...at, requirement: 'a resource that is not in the list already' }];
      if (count <= resources[resource].count) return [];
      const requirement = `at most ${resources[resource].count}: there is no more of ${resources[resource].name}`;
      return [{ path: [...path, index, 'count'], value: count, requirement }];
    });
  return jobs.flatMap(({ operations }, job) =>
    operations.flatMap(({ needs = [] }, operation) =>
      defectsOf(needs, ['jobs', job, 'operations', operation, 'needs']),
    ),
  );
}

/** Prices that do not follow each other from time 0 on. */
export function priceDefects({ energyPrices = [] }: Problem): readonly Defect[] {
  return energyPrices.flatMap(({ from }, index): readonly Defect[] => {
    const before = index === 0 ? undefined : energyPrices[index - 1].from;
    if (before === undefined ? from === 0 : from > before) return [];
    const requirement =
      before === undefined ? '0: a price for the beginning' : `after the price before it, ${before}`;
    return [{ path: ['energyPrices', index, 'from'], value: from, requirement }];
  });
}
