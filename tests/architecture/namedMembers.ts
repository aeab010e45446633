import ts from "typescript";

/**
 * Whether a file names a member of a finite state outside of its table: as a literal that is compared with such a
 * state, returned or passed as one, as a key of an object of such states, or in a type made of it.
 */
export function namesMember(
  file: ts.SourceFile,
  members: ReadonlySet<string>,
  checker: ts.TypeChecker,
): boolean {
  let found = false;
  const visit = (node: ts.Node): void => {
    if (found) return;
    found =
      (ts.isStringLiteralLike(node) && members.has(node.text) && isMember(node)) ||
      (ts.isObjectLiteralExpression(node) && hasMemberKeys(node)) ||
      (ts.isArrayLiteralExpression(node) && isListOfMembers(node));
    ts.forEachChild(node, visit);
  };

  /**
   * A type of most of the members and nothing else, but for what stands for "none": two names that another state
   * shares, such as a link's `"connect" | "invite"`, are not this one.
   */
  const isState = (type: ts.Type | undefined): boolean => {
    if (!type) return false;
    const parts = (type.isUnion() ? type.types : [type]).filter(
      ({ flags }) => !(flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null)),
    );
    return (
      parts.length > members.size / 2 &&
      parts.every((part) => part.isStringLiteral() && members.has(part.value))
    );
  };

  function isMember(node: ts.StringLiteralLike): boolean {
    const { parent } = node;
    if (ts.isBinaryExpression(parent) && isComparison(parent.operatorToken.kind)) {
      const other = parent.left === node ? parent.right : parent.left;
      return isState(declaredType(other));
    }
    if (ts.isCaseClause(parent)) return isState(declaredType(parent.parent.parent.expression));
    if (ts.isLiteralTypeNode(parent)) {
      const reference = ts.findAncestor(parent, ts.isTypeReferenceNode);
      const [first] = reference?.typeArguments ?? [];
      return isState(first && checker.getTypeFromTypeNode(first));
    }
    return ts.isExpression(node) && isState(checker.getContextualType(node));
  }

  /** The type as it was declared: control flow may have narrowed it. */
  function declaredType(node: ts.Expression): ts.Type | undefined {
    const symbol = checker.getSymbolAtLocation(ts.isPropertyAccessExpression(node) ? node.name : node);
    const declaration = symbol?.valueDeclaration;
    const type = checker.getTypeAtLocation(node);
    if (!symbol || !declaration) return type;
    const declared = checker.getTypeOfSymbolAtLocation(symbol, declaration);
    return isState(declared) ? declared : type;
  }

  function hasMemberKeys(node: ts.ObjectLiteralExpression): boolean {
    const keys = node.properties.flatMap(({ name }) =>
      name && (ts.isIdentifier(name) || ts.isStringLiteral(name)) ? [name.text] : [],
    );
    return keys.length > 2 && keys.every((key) => members.has(key));
  }

  function isListOfMembers({ elements }: ts.ArrayLiteralExpression): boolean {
    return (
      elements.length > 1 &&
      elements.every((element) => ts.isStringLiteralLike(element) && members.has(element.text))
    );
  }

  visit(file);
  return found;
}

function isComparison(kind: ts.SyntaxKind): boolean {
  return [
    ts.SyntaxKind.EqualsEqualsEqualsToken,
    ts.SyntaxKind.ExclamationEqualsEqualsToken,
    ts.SyntaxKind.EqualsEqualsToken,
    ts.SyntaxKind.ExclamationEqualsToken,
  ].includes(kind);
}
