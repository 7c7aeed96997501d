import type { Tensor } from './tensor.js';

/** Everything that the roots, all of one graph, are computed from, roots included, each after its inputs; in the order of a depth-first walk. */
export function topologicalOrder(roots: readonly Tensor[]): readonly Tensor[] {
  const order: Tensor[] = [];
  const visited = new Uint8Array(idsUpTo(roots));
  // The way from a root to where the walk is, and which input of each is next; a stack of calls would overflow.
  const path: Tensor[] = [];
  const next: number[] = [];
  const enter = (node: Tensor): void => {
    if (visited[node.id] === 1) return;
    visited[node.id] = 1;
    path.push(node);
    next.push(0);
  };
  for (const root of roots) {
    enter(root);
    for (let node = path.at(-1); node !== undefined; node = path.at(-1)) {
      const input = node.inputs[next[next.length - 1]++];
      if (input !== undefined) {
        enter(input);
      } else {
        order.push(node);
        path.pop();
        next.pop();
      }
    }
  }
  return order;
}

/** A number greater than the id of any tensor below the roots: inputs have smaller ids than what is made of them. */
const idsUpTo = (roots: readonly Tensor[]): number =>
  roots.reduce((most, { id }) => Math.max(most, id + 1), 0);

/** A rule sees a node with its inputs already rewritten, and returns the tensor that shall stand for it. */
export type RewriteRule = (node: Tensor, inputs: readonly Tensor[]) => Tensor;

/** Rewrites the graph below the roots, bottom-up; returns the roots' replacements. Nodes that no root needs stay behind. */
export function rewrite(roots: readonly Tensor[], rule: RewriteRule): readonly Tensor[] {
  const replacements = new Array<Tensor>(idsUpTo(roots));
  const replacement = ({ id }: Tensor): Tensor => replacements[id];
  for (const node of topologicalOrder(roots))
    replacements[node.id] = rule(node, node.inputs.map(replacement));
  return roots.map(replacement);
}

/** The same operator on other inputs. */
export function withInputs(node: Tensor, inputs: readonly Tensor[]): Tensor {
  const unchanged = inputs.every((input, position) => input === node.inputs[position]);
  return unchanged ? node : node.graph.apply(node.operator, inputs, node.attributes);
}
