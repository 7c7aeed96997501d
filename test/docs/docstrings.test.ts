/** Whoever hovers over a name of the public surface reads what it is, and can import every type that it speaks of. */
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import ts from 'typescript';
import { root } from './markdown.js';

const entries = [
  'src/index.ts',
  'environments/index.ts',
  'agents/index.ts',
  'experiments/index.ts',
  'experiments/index.node.ts',
];
// Without libraries: names and comments are all that is asked for.
const program = ts.createProgram(
  entries.map((entry) => join(root, entry)),
  {
    noLib: true,
    types: [],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
  },
);
const checker = program.getTypeChecker();

interface PublicName {
  readonly name: string;
  readonly symbol: ts.Symbol;
}

function namesOf(module: ts.Symbol, prefix = ''): readonly PublicName[] {
  return checker.getExportsOfModule(module).flatMap((exported) => {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    const name = `${prefix}${exported.name}`;
    return symbol.flags & ts.SymbolFlags.ValueModule ? namesOf(symbol, `${name}.`) : [{ name, symbol }];
  });
}

const publicNames = entries.flatMap((entry) => {
  const module = checker.getSymbolAtLocation(program.getSourceFile(join(root, entry)) as ts.SourceFile);
  return namesOf(module as ts.Symbol).map(({ name, symbol }) => ({ name: `${entry}: ${name}`, symbol }));
});

/** An interface may say it member by member; a name for a type of other types says it by itself. */
function isExplained({ symbol }: PublicName): boolean {
  if (symbol.getDocumentationComment(checker).length > 0) return true;
  if (symbol.flags & ts.SymbolFlags.TypeAlias && !(symbol.flags & ts.SymbolFlags.Value)) return true;
  const members = symbol.declarations?.flatMap((declaration) =>
    ts.isInterfaceDeclaration(declaration) ? declaration.members : [],
  );
  return members?.some((member) => ts.getJSDocCommentsAndTags(member).length > 0) ?? false;
}

it('the public surface is many names, so that this test cannot pass by looking at none', () => {
  expect(publicNames.length).toBeGreaterThan(250);
});

it('every public function, class, constant and interface has a docstring', () => {
  expect(publicNames.filter((name) => !isExplained(name)).map(({ name }) => name)).toEqual([]);
});

const publicSymbols = new Set(publicNames.map(({ symbol }) => symbol));

/** Types that a declaration names: those of its parameters, results and members, and of no function's body. */
function typesNamedIn(declaration: ts.Node): readonly ts.Symbol[] {
  const named: ts.Symbol[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isBlock(node) || (ts.isClassElement(node) && node.name && ts.isPrivateIdentifier(node.name)))
      return;
    if (ts.isTypeReferenceNode(node)) {
      const symbol = checker.getSymbolAtLocation(node.typeName);
      if (symbol !== undefined)
        named.push(symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol);
    }
    // What a constant is computed from is no part of what it is.
    if (ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node)) {
      if (node.type !== undefined) visit(node.type);
      if (node.initializer === undefined || !ts.isArrowFunction(node.initializer)) return;
    }
    ts.forEachChild(node, visit);
  };
  visit(declaration);
  return named;
}

const isOurs = (declaration: ts.Declaration): boolean =>
  !declaration.getSourceFile().fileName.includes('/node_modules/');

/** Exported by its own file: of what is not, the compiler shows the meaning in its place. */
const isExported = ({ declarations = [] }: ts.Symbol): boolean =>
  declarations.some((one) => isOurs(one) && ts.getCombinedModifierFlags(one) & ts.ModifierFlags.Export);

/** The insides of simulators: to be read through what is public, not to be named. */
const insides = ['Accounts', 'Calendar', 'ShopRandomness', 'ShopState'];

it('every type that a public name speaks of can be imported', () => {
  const missing = publicNames.flatMap(({ name, symbol }) =>
    (symbol.declarations ?? [])
      .filter(isOurs)
      .flatMap(typesNamedIn)
      .filter((type) => isExported(type) && !publicSymbols.has(type))
      .filter(({ name: type }) => !insides.includes(type))
      .map((type) => `${name}: ${type.name}`),
  );
  expect(missing).toEqual([]);
});
