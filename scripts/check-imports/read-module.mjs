import ts from 'typescript';

/**
 * What a source file imports and where it touches `process`.
 * @param {string} name path, for the parser to know the language
 * @param {string} text
 * @returns {{ imports: { specifier: string | undefined, line: number }[], processLines: number[] }}
 *   A specifier is `undefined` when it is computed at run time.
 */
export function readModule(name, text) {
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  const lineOf = (node) => source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
  const imports = [];
  const processNodes = [];
  let declaresProcess = false;
  const visit = (node) => {
    const specifier = specifierOf(node);
    if (specifier !== null) {
      const constant = specifier !== undefined && ts.isStringLiteralLike(specifier);
      imports.push({ specifier: constant ? specifier.text : undefined, line: lineOf(node) });
    }
    if (namesGlobalProcess(node)) processNodes.push(node);
    if (declaresNamedProcess(node)) declaresProcess = true;
    ts.forEachChild(node, visit);
  };
  visit(source);
  const reached = processNodes.filter((node) => !declaresProcess || !ts.isIdentifier(node));
  return { imports, processLines: reached.map(lineOf) };
}

/** The expression or literal that names a module; `null` when the node is no import at all. */
function specifierOf(node) {
  if (ts.isImportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isExportDeclaration(node)) return node.moduleSpecifier ?? null;
  if (ts.isImportTypeNode(node))
    return ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined;
  if (ts.isExternalModuleReference(node)) return node.expression;
  if (!ts.isCallExpression(node)) return null;
  const { expression } = node;
  const loads =
    expression.kind === ts.SyntaxKind.ImportKeyword ||
    (ts.isIdentifier(expression) && expression.text === 'require');
  return loads ? node.arguments[0] : null;
}

/** `process` itself or taken from `globalThis`; not a member of that name of something else. */
function namesGlobalProcess(node) {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(node))
    return isGlobal(node.expression) && node.name.text === 'process';
  if (ts.isElementAccessExpression(node)) {
    const key = node.argumentExpression;
    return isGlobal(node.expression) && ts.isStringLiteralLike(key) && key.text === 'process';
  }
  if (ts.isBindingElement(node)) return takesGlobalProcess(node);
  if (!ts.isIdentifier(node) || node.text !== 'process') return false;
  if (ts.isPropertyAccessExpression(parent) || ts.isQualifiedName(parent)) {
    return parent.name !== node && parent.right !== node;
  }
  if (ts.isShorthandPropertyAssignment(parent) || ts.isComputedPropertyName(parent)) return true;
  if (ts.isBindingElement(parent)) return parent.initializer === node;
  return parent.name !== node;
}

/** `const { process } = globalThis`, renamed or not. */
function takesGlobalProcess({ propertyName, name, parent }) {
  const { initializer } = parent.parent;
  const taken = propertyName ?? name;
  return (
    initializer !== undefined &&
    isGlobal(initializer) &&
    ts.isIdentifier(taken) &&
    taken.text === 'process'
  );
}

function isGlobal(node) {
  return ts.isIdentifier(node) && (node.text === 'globalThis' || node.text === 'global');
}

/** A variable, parameter, function or import that makes `process` mean something else in this file. */
function declaresNamedProcess(node) {
  return (
    (ts.isVariableDeclaration(node) ||
      ts.isParameter(node) ||
      ts.isFunctionDeclaration(node) ||
      ts.isImportSpecifier(node) ||
      ts.isBindingElement(node)) &&
    node.name !== undefined &&
    ts.isIdentifier(node.name) &&
    node.name.text === 'process'
  );
}
