import type { Tensor } from './tensor.js';

/** Everything that the roots are computed from, roots included, each after its inputs; in the order of a depth-first walk. */
export function topologicalOrder(roots: readonly Tensor[]): readonly Tensor[] {
  const order: Tensor[] = [];
  const done = new Set<Tensor>();
  const stack: { readonly node: Tensor; next: number }[] = [];
  for (const root of roots) {
    if (done.has(root)) continue;
    stack.push({ node: root, next: 0 });
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const input = top.node.inputs[top.next++];
      if (input === undefined) {
        stack.pop();
        if (!done.has(top.node)) {
          done.add(top.node);
          order.push(top.node);
        }
      } else if (!done.has(input)) {
        stack.push({ node: input, next: 0 });
      }
    }
  }
  return order;
}

/** A rule sees a node with its inputs already rewritten, and returns the tensor that shall stand for it. */
export type RewriteRule = (node: Tensor, inputs: readonly Tensor[]) => Tensor;

/** Rewrites the graph below the roots, bottom-up; returns the roots' replacements. Nodes that no root needs stay behind. */
export function rewrite(roots: readonly Tensor[], rule: RewriteRule): readonly Tensor[] {
  const replacement = new Map<Tensor, Tensor>();
  for (const node of topologicalOrder(roots)) {
    const inputs = node.inputs.map((input) => replacement.get(input) as Tensor);
    replacement.set(node, rule(node, inputs));
  }
  return roots.map((root) => replacement.get(root) as Tensor);
}

/** The same operator on other inputs. */
export function withInputs(node: Tensor, inputs: readonly Tensor[]): Tensor {
  const unchanged = inputs.every((input, position) => input === node.inputs[position]);
  return unchanged ? node : node.graph.apply(node.operator, inputs, node.attributes);
}
