/** What a declaration of a package holds. */
import { childIn, namedChildren, type SyntaxNode } from "../syntax.ts";
import { evaluate, type Place } from "./evaluate.ts";
import type { Machine } from "./machine.ts";
import { zeroValue } from "./members.ts";
import type { Declaration } from "./packages.ts";
import { text, UNKNOWN, type Value } from "./values.ts";

export function declarationValue(machine: Machine, declaration: Declaration): Value {
  const { node, file } = declaration;
  const place: Place = { machine, file, scope: undefined };
  switch (declaration.kind) {
    case "function":
    case "method":
      return { kind: "function", node, file, scope: undefined };
    case "type":
      return { kind: "type", type: { node: typeIdentifierOf(node), file } };
    case "constant": {
      const values = childIn(declaration.valueFrom ?? node, "value");
      const value = values && namedChildren(values)[declaration.index];
      const variables = new Map<string, Value>([["iota", { kind: "number", value: declaration.iota }]]);
      return value ? evaluate({ ...place, scope: { variables, parent: undefined } }, value) : UNKNOWN;
    }
    case "variable": {
      const embedded = embeddedFile(machine, declaration);
      if (embedded) return embedded;
      const values = childIn(node, "value");
      const value = values && namedChildren(values)[declaration.index];
      if (value) return evaluate(place, value);
      const type = childIn(node, "type");
      return type ? zeroValue(place, machine.underlying({ node: type, file })) : UNKNOWN;
    }
  }
}

/** The name node of a type specification stands for the type. */
function typeIdentifierOf(node: SyntaxNode): SyntaxNode | undefined {
  return childIn(node, "name");
}

/** `//go:embed file` above a text variable. */
function embeddedFile(machine: Machine, declaration: Declaration): Value | undefined {
  const holder = declaration.node.parent?.type === "var_declaration" ? declaration.node.parent : declaration.node;
  const siblings = holder.parent?.children ?? [];
  const before = siblings[siblings.indexOf(holder) - 1];
  const name = before?.type === "comment" ? /^\/\/go:embed\s+"?([^\s"*]+)"?\s*$/.exec(before.text)?.[1] : undefined;
  if (name === undefined) return undefined;
  const folder = declaration.file.pkg.folder;
  const content = machine.program.context.text(folder === "" ? name : `${folder}/${name}`);
  return content === undefined ? text("", "prefix") : text(content);
}
