import { fail } from '../src/errors.js';
import { type LocatedYaml, readPlainYaml, requirePlainYaml, type YamlPath } from '../src/plain-yaml.js';
import type { RecipeProblem } from './recipe.js';

interface Override {
  readonly text: string;
  readonly path: readonly string[];
  readonly value: unknown;
}

/**
 * The YAML of a recipe with values set on top of it. It knows where everything came from, so that a problem can be shown
 * at its line and column, or at the `--set` that made it.
 */
export class RecipeSource {
  /** As plain data, values set. */
  readonly data: unknown;
  /** The name that a run's `config.yaml` gives to its recipe. */
  readonly name: string | undefined;
  readonly #yaml: LocatedYaml;
  /** Where in the file the recipe is. */
  readonly #root: YamlPath;
  readonly #overrides: readonly Override[];

  /**
   * @param text a recipe, or the `config.yaml` of a run, which holds one
   * @param file what messages call it
   * @param overrides `path=value` each: keys joined by dots, list items by their number from 0, the value in YAML
   * @throws LeptonError `file-damaged` for what is not YAML, `invalid-value` for an override that is none
   */
  constructor(text: string, file: string, overrides: readonly string[] = []) {
    const yaml = requirePlainYaml(text, file);
    this.#yaml = yaml;
    const { recipe, name } = (yaml.data ?? {}) as {
      readonly recipe?: unknown;
      readonly name?: unknown;
    };
    this.#root = recipe === undefined ? [] : ['recipe'];
    this.name = recipe !== undefined && typeof name === 'string' ? name : undefined;
    this.#overrides = overrides.map(parseOverride);
    this.data = this.#overrides.reduce<unknown>(
      (data, { path, value, text: source }) => withValue(data, path, value, source),
      recipe ?? yaml.data,
    );
  }

  /** Whether the value at a path, or a part of it, was set on top of the file. */
  isSet(path: YamlPath): boolean {
    return this.#overrideOf(path) !== undefined;
  }

  /** Raises for the first problem, at its place; the others follow in the hint. */
  fail(problems: readonly RecipeProblem[]): never {
    const offsetOf = ({ path }: RecipeProblem) =>
      this.isSet(path) ? Number.MAX_SAFE_INTEGER : this.#yaml.offsetOf([...this.#root, ...path]);
    // A mistyped key comes first: the right one is missing only because of it.
    const rank = ({ code }: RecipeProblem) => (code === 'unknown-name' ? 0 : 1);
    const inOrder = [...problems].sort((a, b) => rank(a) - rank(b) || offsetOf(a) - offsetOf(b));
    const [first, ...others] = inOrder as [RecipeProblem, ...RecipeProblem[]];
    const hint = [first.hint ?? [], others.map((problem) => `also ${this.#describe(problem)}`)]
      .flat(2)
      .join('\n  ');
    const { path, value, requirement, code = 'invalid-value' } = first;
    return fail(code, {
      component: this.placeOf(path),
      parameter: path.join('.') || 'the recipe',
      value,
      requirement,
      ...(hint !== '' && { hint }),
    });
  }

  /** `my-recipe.yaml:12:3`, or the `--set` where that made the value. */
  placeOf(path: YamlPath): string {
    const override = this.#overrideOf(path);
    if (override !== undefined) return `--set ${override.text}`;
    return this.#yaml.placeOf([...this.#root, ...path]);
  }

  #describe({ path, value, requirement, hint }: RecipeProblem): string {
    const meant = hint === undefined ? '' : ` (${hint})`;
    return `${this.placeOf(path)}: ${path.join('.')} is ${JSON.stringify(value)}, but must be ${requirement}${meant}`;
  }

  /** The last one that set the value at a path, or that made a map there which the file lacks. */
  #overrideOf(path: YamlPath): Override | undefined {
    const isWithin = (inner: YamlPath, outer: YamlPath) =>
      outer.every((key, index) => String(inner[index]) === String(key));
    const isInFile = this.#yaml.has([...this.#root, ...path]);
    return this.#overrides.findLast(
      (override) => isWithin(path, override.path) || (!isInFile && isWithin(override.path, path)),
    );
  }
}

function parseOverride(text: string): Override {
  const separator = text.indexOf('=');
  const path = text.slice(0, Math.max(separator, 0)).split('.');
  if (path.some((key) => key === '' || key === '__proto__')) {
    fail('invalid-value', {
      component: '--set',
      parameter: 'assignment',
      value: text,
      requirement: 'path=value, like agent.learningRate=0.0005',
    });
  }
  return { text, path, value: parseValue(text, text.slice(separator + 1)) };
}

function parseValue(override: string, text: string): unknown {
  const yaml = readPlainYaml(text);
  if ('data' in yaml) return yaml.data;
  return fail('invalid-value', {
    component: `--set ${override}`,
    parameter: 'value',
    value: text,
    requirement: yaml.problem.requirement,
  });
}

/** A copy in which the path holds the value; maps on the way are made where they are missing. */
function withValue(data: unknown, path: readonly string[], value: unknown, source: string): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (Array.isArray(data)) {
    const items: readonly unknown[] = data;
    const index = Number(key);
    if (!Number.isInteger(index) || index < 0 || index > items.length)
      failPath(source, key, `from 0 to ${items.length}: a list is here`);
    return [
      ...items.slice(0, index),
      withValue(items[index], rest, value, source),
      ...items.slice(index + 1),
    ];
  }
  if (typeof data === 'object' || data === undefined) {
    const entries = (data ?? {}) as Readonly<Record<string, unknown>>;
    return { ...entries, [key]: withValue(entries[key], rest, value, source) };
  }
  return failPath(source, key, `left out: ${JSON.stringify(data)} is here, which has no keys`);
}

const failPath = (source: string, key: string, requirement: string): never =>
  fail('invalid-value', { component: `--set ${source}`, parameter: 'key', value: key, requirement });
