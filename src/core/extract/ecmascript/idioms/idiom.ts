/** What an idiom is: one way in which programs make tools known. */
import type { FoundTool } from "../../context.ts";
import type { Program } from "../program.ts";

export interface IdiomResult {
  tools: FoundTool[];
  /** Places that register tools whose names could not be worked out, as `path:line`. */
  unresolved: string[];
}

export type Idiom = (program: Program) => IdiomResult;
