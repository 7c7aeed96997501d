/** What the style of this code forbids, found in its syntax tree: an alias or a destructuring hides nothing. */
import ts from 'typescript';
import { nodesOf } from './source-files.js';

/** Exact in every JavaScript engine; everything else of `Math` differs between engines, or is random. */
const exactMembersOfMath = new Set([
  ...['abs', 'ceil', 'clz32', 'floor', 'fround', 'imul', 'max', 'min', 'round', 'sign', 'sqrt', 'trunc'],
  ...['E', 'LN10', 'LN2', 'LOG10E', 'LOG2E', 'PI', 'SQRT1_2', 'SQRT2'],
]);

/** Where time or entropy comes from. */
const clocksAndDice = new Set([
  ...['Date', 'performance', 'hrtime', 'randomUUID', 'randomBytes', 'randomInt', 'getRandomValues'],
]);

export interface Permissions {
  /** May ask what time it is. */
  readonly clock: boolean;
}

/** One line for each offence: `file:line: what`. */
export function offencesIn(file: ts.SourceFile, { clock }: Permissions): readonly string[] {
  return [...nodesOf(file)].flatMap((node) => {
    const what = mathOffence(node) ?? (clock ? undefined : clockOffence(node)) ?? syntaxOffence(node);
    if (what === undefined) return [];
    const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
    return [`${file.fileName}:${line + 1}: ${what}`];
  });
}

function mathOffence(node: ts.Node): string | undefined {
  if (nameOf(node) !== 'Math' || isNameOfAnother(node)) return undefined;
  // `Math` itself, or the whole of `globalThis.Math`.
  const whole = isMember(node.parent) && memberOf(node.parent) === 'Math' ? node.parent : node;
  const { parent } = whole;
  const member = isMember(parent) && parent.expression === whole ? memberOf(parent) : undefined;
  if (member === undefined) return 'Math as a value: its members can no longer be seen';
  return exactMembersOfMath.has(member) ? undefined : `Math.${member}`;
}

function clockOffence(node: ts.Node): string | undefined {
  const name = nameOf(node);
  if (name === undefined || !clocksAndDice.has(name) || isNameOfAnother(node)) return undefined;
  if (name === 'Date' && isTimeThatIsGiven(node.parent)) return undefined;
  return `${name}, outside the clock`;
}

/** `new Date(milliseconds)`, `Date.UTC(...)` and `instanceof Date` convert or name a time, and ask no clock. */
function isTimeThatIsGiven(parent: ts.Node): boolean {
  if (ts.isBinaryExpression(parent)) return parent.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword;
  if (ts.isNewExpression(parent)) return (parent.arguments?.length ?? 0) > 0;
  return isMember(parent) && memberOf(parent) === 'UTC';
}

function syntaxOffence(node: ts.Node): string | undefined {
  switch (node.kind) {
    case ts.SyntaxKind.AsteriskAsteriskToken:
    case ts.SyntaxKind.AsteriskAsteriskEqualsToken:
      return 'the operator **';
    case ts.SyntaxKind.EnumDeclaration:
      return 'an enum';
    case ts.SyntaxKind.AnyKeyword:
      return 'the type any';
    case ts.SyntaxKind.ExportAssignment:
    case ts.SyntaxKind.DefaultKeyword:
      return isDefaultExport(node) ? 'a default export' : undefined;
    case ts.SyntaxKind.ExportSpecifier:
      return (node as ts.ExportSpecifier).name.text === 'default' ? 'a default export' : undefined;
    default:
      return undefined;
  }
}

const isDefaultExport = (node: ts.Node): boolean =>
  ts.isExportAssignment(node) || (ts.canHaveModifiers(node.parent) && !ts.isCaseOrDefaultClause(node.parent));

/** The text of an identifier, or of a string that picks a member: `globalThis['Math']`. */
function nameOf(node: ts.Node): string | undefined {
  if (ts.isIdentifier(node)) return node.text;
  const picks = ts.isStringLiteralLike(node) && ts.isElementAccessExpression(node.parent);
  return picks ? node.text : undefined;
}

type Member = ts.PropertyAccessExpression | ts.ElementAccessExpression;

const isMember = (node: ts.Node): node is Member =>
  ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);

/** Undefined for a member that is only known when it runs. */
function memberOf(node: Member): string | undefined {
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  return ts.isStringLiteralLike(node.argumentExpression) ? node.argumentExpression.text : undefined;
}

/** Names that stand for something else: keys of records and types, as in `{ Date: 1 }` or `interface X { performance: number }`. */
function isNameOfAnother(node: ts.Node): boolean {
  const { parent } = node;
  const isKey =
    ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent) || ts.isTypeReferenceNode(parent);
  return isKey && !(ts.isPropertyAssignment(parent) && parent.initializer === node);
}
