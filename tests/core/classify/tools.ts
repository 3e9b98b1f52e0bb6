/** Small tools for tests. */
import { parseServer, type ServerContext } from "../../../src/core/classify/server-context.ts";
import { parseSubject, type Subject } from "../../../src/core/classify/subject.ts";
import type { JsonObject } from "../../../src/core/schema/json.ts";
import type { ToolAnnotations, ToolDefinition } from "../../../src/core/schema/tool.ts";

export interface Sketch {
  name: string;
  description?: string;
  /** Names of parameters, or their schemas. */
  parameters?: string[] | JsonObject;
  annotations?: ToolAnnotations;
  /** Words of the server's name. */
  server?: string;
  siblings?: string[];
}

export function makeTool({ name, description, parameters, annotations }: Sketch): ToolDefinition {
  const properties = Array.isArray(parameters)
    ? Object.fromEntries(parameters.map((key) => [key, { type: "string" }]))
    : parameters;
  return {
    name,
    ...(description === undefined ? {} : { description }),
    ...(properties === undefined ? {} : { inputSchema: { type: "object", properties } }),
    ...(annotations === undefined ? {} : { annotations }),
  };
}

export function makeContext(sketch: Sketch): ServerContext {
  const server = sketch.server ?? "sample";
  const siblings = (sketch.siblings ?? []).map((name) => ({ name }));
  return parseServer({ slug: server, name: server, tools: [...siblings, makeTool(sketch)] });
}

export function makeSubject(sketch: Sketch): Subject {
  return parseSubject(makeTool(sketch), makeContext(sketch));
}
