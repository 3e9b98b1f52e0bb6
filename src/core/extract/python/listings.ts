/** The functions that answer which tools there are: handlers of a server, and methods of its subclasses. */
import type { SyntaxNode } from "../syntax.ts";
import { call } from "./calls.ts";
import { classAttribute } from "./class-values.ts";
import { type Frame, type Machine, makeFrame } from "./machine.ts";
import { isServerClass, registerAll, type ToolServer } from "./server.ts";
import { callArguments, type InstanceValue, type Value } from "./values.ts";

/** List handlers run after setup: what they refer to may be defined below them. */
export function deferListing(
  machine: Machine,
  frame: Frame,
  server: ToolServer,
  handler: Value,
  node: SyntaxNode,
): Value {
  const guards = [...machine.guards];
  machine.deferred.push(() => {
    const outer = machine.guards.splice(0, machine.guards.length, ...guards);
    const listed = call(machine, frame, handler, callArguments(node, []));
    const fn = handler.kind === "method" ? handler.fn : handler;
    const inner = fn.kind === "function" ? makeFrame(fn.scope, fn.module) : frame;
    registerAll(machine, inner, server, listed, "python/list-tools", node);
    machine.guards.splice(0, machine.guards.length, ...outer);
  });
  return handler;
}

/** `async def list_tools(self): return await self.other.list_tools()` in a subclass of a server. */
export function deferOwnListing(machine: Machine, frame: Frame, instance: InstanceValue, server: ToolServer): void {
  const fn = classAttribute(instance.cls, "list_tools");
  if (fn?.kind !== "function" || !isServerClass(instance.cls)) return;
  const guards = [...machine.guards];
  machine.deferred.push(() => {
    machine.listing = server;
    machine.under(guards, () => call(machine, frame, fn, callArguments(fn.node, [instance])));
    machine.listing = undefined;
  });
}
