/** Modules and members that a program looks for at run time: `importlib`, `pkgutil`, `inspect.getmembers`. */
import { enclosing, type SyntaxNode } from "../syntax.ts";
import { attributeOf } from "./attributes.ts";
import { call } from "./calls.ts";
import { settled, unite } from "./certainty.ts";
import { discoverModules, importByName } from "./imports.ts";
import type { Frame, Machine } from "./machine.ts";
import { serverOf } from "./server.ts";
import { textOf } from "./text.ts";
import { type CallArguments, callArguments, list, NONE, string, UNKNOWN, type Value } from "./values.ts";

/** A module that only the running program knows. */
const CHOSEN_MODULE = "importlib.import_module";

/** Whether it is imported for what its body does: one of many, or one that nobody asks for anything. */
function registersOnImport(node: SyntaxNode): boolean {
  const isMany = enclosing(node, "for_statement", "list_comprehension", "generator_expression") !== undefined;
  return isMany || !/^(?:assignment|attribute|argument_list)$/.test(node.parent?.type ?? "");
}

/** A function of such a module may register tools where it gets a server. */
export function callChosen(machine: Machine, frame: Frame, path: string, args: CallArguments): void {
  if (!path.startsWith(`${CHOSEN_MODULE}()`)) return;
  if ([...args.positional, ...args.keywords.values()].some(holdsServer)) machine.leaveUnresolved(frame, args.node);
}

function holdsServer(value: Value): boolean {
  if (serverOf(value)) return true;
  return value.kind === "instance" && [...value.attributes.values()].some((each) => serverOf(each) !== undefined);
}

/** A name that is partly unknown means every module of the package that is known. */
export function importModule(machine: Machine, frame: Frame, args: CallArguments): Value {
  const [target, packageArgument] = args.positional;
  if (target?.kind === "union") {
    const rest = args.positional.slice(1);
    return unite(
      target.options.map((option) => importModule(machine, frame, { ...args, positional: [option, ...rest] })),
    );
  }
  const name = textOf(target ?? UNKNOWN);
  const packageValue = packageArgument ?? args.keywords.get("package");
  const packageName = packageValue ? textOf(packageValue) : undefined;
  const base = packageName && !packageName.holes ? packageName.value : undefined;
  if (!name.holes) return importByName(machine, frame.module, name.value, base);
  const known = /^(.*?)\.?$/.exec(name.value)?.[1] ?? "";
  const from = known.replace(/^\.+/, "") === "" ? base : known.startsWith(".") ? base : known;
  const found = from === undefined ? undefined : importByName(machine, frame.module, from);
  if (found?.kind !== "module" || !found.module.isPackage) {
    if (name.value !== "" || registersOnImport(args.node)) machine.leaveUnresolved(frame, args.node);
    return { kind: "external-call", path: CHOSEN_MODULE, call: args, attributes: new Map() };
  }
  const folder = found.module.path.replace(/\/?__init__\.py$/, "");
  return unite(discoverModules(machine, folder, found.module.name, false));
}

export function packageFolder(machine: Machine, frame: Frame, name: Value | undefined): Value {
  const text = name && textOf(name);
  const module =
    name?.kind === "module" ? name : text && !text.holes ? importByName(machine, frame.module, text.value) : undefined;
  return module?.kind === "module" ? string(module.module.path.replace(/\/?[^/]*$/, "")) : UNKNOWN;
}

/** The modules of a folder as `pkgutil` lists them: objects with `name`, which unpack to (finder, name, is package). */
export function iterateModules(machine: Machine, args: CallArguments, deep: boolean): Value {
  const paths = settled(args.positional[0] ?? args.keywords.get("path") ?? UNKNOWN);
  const prefix = textOf(args.positional[1] ?? args.keywords.get("prefix") ?? string(""));
  const folders = (paths.kind === "list" ? paths.items : [paths]).map(textOf);
  const items: Value[] = [];
  for (const folder of folders) {
    if (folder.holes) continue;
    for (const path of [...machine.context.files.keys()].sort()) {
      if (!path.startsWith(`${folder.value}/`) || !path.endsWith(".py")) continue;
      const parts = path.slice(folder.value.length + 1).split("/");
      const isPackage = parts.at(-1) === "__init__.py";
      if (isPackage) parts.pop();
      if (parts.length === 0 || (!deep && parts.length > 1)) continue;
      const name = string(prefix.value + parts.join(".").replace(/\.py$/, ""), prefix.holes);
      const info = list([NONE, name, { kind: "bool", value: isPackage }], "tuple");
      info.names = ["module_finder", "name", "ispkg"];
      items.push(info);
    }
  }
  return items.length > 0 ? list(items) : UNKNOWN;
}

export function getMembers(machine: Machine, frame: Frame, args: CallArguments): Value {
  const [object, given] = args.positional;
  const predicate = given ?? args.keywords.get("predicate");
  const members: [string, Value][] = [];
  if (object?.kind === "module") members.push(...object.module.scope.variables);
  else if (object?.kind === "class") members.push(...object.attributes);
  else if (object?.kind === "instance") {
    for (const name of object.cls.attributes.keys()) {
      members.push([name, attributeOf(machine, frame, object, name, args.node) ?? UNKNOWN]);
    }
  } else return UNKNOWN;
  const kept = members.filter(([, value]) => {
    if (!predicate) return true;
    const answer = call(machine, frame, predicate, callArguments(args.node, [value]));
    return answer.kind !== "bool" || answer.value;
  });
  return list(kept.map(([name, value]) => list([string(name), value], "tuple")));
}
