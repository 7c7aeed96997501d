/**
 * The candidate that a mistyped name most likely means, or undefined where none is near: at most a third of the letters
 * (and at least one) may differ, two swapped neighbours counting as one. Upper and lower case count as the same; of
 * equally near ones the first wins.
 */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  let nearest: string | undefined;
  let nearestDistance = Infinity;
  for (const candidate of candidates) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    const allowed = Math.max(1, Math.floor(Math.max(name.length, candidate.length) / 3));
    if (distance <= allowed && distance < nearestDistance) {
      nearest = candidate;
      nearestDistance = distance;
    }
  }
  return nearest;
}

/** How many letters to insert, remove, replace, or swap with the next (Damerau and Levenshtein); row by row. */
function editDistance(a: string, b: string): number {
  let twoAbove: readonly number[] = [];
  let above: readonly number[] = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = above[column - 1] + (a[row - 1] === b[column - 1] ? 0 : 1);
      const isSwap = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const swapped = isSwap ? twoAbove[column - 2] + 1 : Infinity;
      current.push(Math.min(replaced, swapped, above[column] + 1, current[column - 1] + 1));
    }
    twoAbove = above;
    above = current;
  }
  return above[b.length];
}
