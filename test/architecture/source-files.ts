/** The sources as the compiler sees them: their syntax trees, and what imports what. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Paths of all TypeScript files below some folders of the repository, with slashes, sorted. */
export function typeScriptFiles(...folders: readonly string[]): readonly string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { withFileTypes: true })
      .flatMap((entry) => {
        const path = `${folder}/${entry.name}`;
        if (entry.isDirectory()) return typeScriptFiles(path);
        return entry.name.endsWith('.ts') ? [path] : [];
      })
      .sort(),
  );
}

export function parse(path: string): ts.SourceFile {
  return parseText(path, readFileSync(join(root, path), 'utf8'));
}

export function parseText(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
}

/** All nodes of a tree, a parent before its children. */
export function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node;
  for (const child of childrenOf(node)) yield* nodesOf(child);
}

function childrenOf(node: ts.Node): readonly ts.Node[] {
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => void children.push(child));
  return children;
}

/** What a file loads when it runs: imports and exports of values, and `import()`. Types are gone by then. */
export function loadedBy(file: ts.SourceFile): readonly string[] {
  return [...nodesOf(file)].flatMap((node) => {
    if (ts.isImportDeclaration(node)) {
      const isType = node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
      return isType ? [] : textOf(node.moduleSpecifier);
    }
    if (ts.isExportDeclaration(node)) return node.isTypeOnly ? [] : textOf(node.moduleSpecifier);
    const isDynamic = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
    return isDynamic ? textOf(node.arguments[0]) : [];
  });
}

const textOf = (node: ts.Node | undefined): readonly string[] =>
  node !== undefined && ts.isStringLiteralLike(node) ? [node.text] : [];

export interface ImportGraph {
  /** Files of the repository that the entry loads, itself included. */
  readonly files: ReadonlySet<string>;
  /** Everything else that it loads, by its specifier: packages, `node:fs`. */
  readonly others: ReadonlySet<string>;
}

/** Everything that an entry loads, directly or not. */
export function importGraph(entry: string): ImportGraph {
  const files = new Set<string>([entry]);
  const others = new Set<string>();
  // A set that grows while it is walked is walked to its end.
  for (const path of files) {
    for (const specifier of loadedBy(parse(path))) {
      if (!specifier.startsWith('.')) others.add(specifier);
      else files.add(posix.join(dirname(path), specifier).replace(/\.js$/, '.ts'));
    }
  }
  return { files, others };
}
