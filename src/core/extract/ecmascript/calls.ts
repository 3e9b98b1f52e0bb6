/** Calls and constructions: the program's own functions are followed, built-ins and schema libraries are known. */
import { childIn, type SyntaxNode } from "../syntax.ts";
import { argumentNodes, evaluateArguments } from "./arguments.ts";
import { evaluate, unwrap } from "./evaluate.ts";
import { callFunction } from "./functions.ts";
import { callGlobal } from "./globals.ts";
import { construct } from "./instances.ts";
import { evaluateTemplate } from "./literals.ts";
import { evaluateMethodCall } from "./method-calls.ts";
import { collectionOf } from "./mutations.ts";
import { jsonFile } from "./names.ts";
import { readOwnFiles } from "./own-files.ts";
import type { Program } from "./program.ts";
import { buildSchema, isSchemaLibrary } from "./schema-builders.ts";
import { schemaFromDefinition } from "./schema-definitions.ts";
import { dedent, stringText } from "./strings.ts";
import { constant, type Env, type FunctionValue, optionsOf, UNKNOWN, union, type Value } from "./values.ts";
import { orPassThrough, passThrough } from "./wrappers.ts";

export function evaluateCall(program: Program, node: SyntaxNode, env: Env): Value {
  const callee = unwrap(childIn(node, "function"));
  const list = childIn(node, "arguments");
  if (!callee || !list) return UNKNOWN;
  if (list.type === "template_string") return evaluateTagged(program, callee, list, env);
  if (callee.type === "import" || callee.text === "require") return evaluateImport(program, node);
  if (callee.type === "member_expression") return evaluateMethodCall(program, node, callee, env);
  const args = (): Value[] => evaluateArguments(program, node, env);
  const target = evaluate(program, callee, env);
  if (target.kind === "external" && target.module === "" && target.path.length === 1)
    return callGlobal(program, target.path[0] ?? "", args()) ?? passThrough(callee, args());
  if (target.kind === "function") return orPassThrough(callFunction(program, target, args(), env), callee, args);
  if (target.kind === "external") {
    const read = readOwnFiles(program, target, node, args, env);
    if (read) return read;
    const built = isSchemaLibrary(target.module) ? buildSchema(target.path.at(-1) ?? "", args()) : undefined;
    return built ?? passThrough(callee, args(), target);
  }
  if (target.kind === "union") {
    const options = optionsOf(target).filter((option) => option.value.kind === "function");
    if (options.length > 0)
      return union(
        options.map((option) => ({
          ...option,
          value: callFunction(program, option.value as FunctionValue, args(), env),
        })),
      );
  }
  return passThrough(callee, args());
}

function evaluateTagged(program: Program, tag: SyntaxNode, template: SyntaxNode, env: Env): Value {
  const value = evaluateTemplate(program, template, env);
  const isDedent = /dedent|outdent|stripIndent|heredoc|trimIndent/i.test(tag.text);
  if (!isDedent) return value;
  if (value.kind === "constant" && typeof value.value === "string") return constant(dedent(value.value));
  return value.kind === "text" ? { kind: "text", text: dedent(value.text) } : value;
}

/** `require("./x")` and `import("./x")`. */
function evaluateImport(program: Program, node: SyntaxNode): Value {
  const argument = argumentNodes(node)[0];
  const specifier = argument && stringText(argument);
  if (specifier === undefined) return UNKNOWN;
  const path = program.modules.resolve(program.pathOf(node), specifier);
  if (path?.endsWith(".json")) return jsonFile(program, path);
  return path !== undefined && program.root(path)
    ? { kind: "module", path }
    : { kind: "external", module: specifier, path: [] };
}

export function evaluateNew(program: Program, node: SyntaxNode, env: Env): Value {
  const callee = unwrap(childIn(node, "constructor"));
  const target = evaluate(program, callee, env);
  const args = evaluateArguments(program, node, env);
  const schema = args[0]?.kind === "object" ? schemaFromDefinition(program, args[0], env) : undefined;
  if (schema) return schema;
  if (target.kind === "class") return construct(program, target, args);
  if (target.kind === "union") {
    const cls = target.options.find(({ value }) => value.kind === "class")?.value;
    if (cls?.kind === "class") return construct(program, cls, args);
  }
  if (target.kind === "external" && target.module === "") {
    if (target.path[0] === "Map") return collectionOf(args[0], false);
    if (target.path[0] === "Set") return collectionOf(args[0], true);
    if (target.path[0] === "Array") return { kind: "array", items: [], open: false };
  }
  if (args.length === 1 && args[0]?.kind === "object" && /tool/i.test(callee?.text ?? "")) return args[0];
  return UNKNOWN;
}
