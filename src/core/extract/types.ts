/** What extraction takes and gives. */
import type { Issue } from "../schema/issue.ts";
import type { Server } from "../schema/server.ts";
import type { ToolDefinition } from "../schema/tool.ts";

/** A server's source as data: path (with `/`, relative, no `..`) to text. */
export type FileTree = ReadonlyMap<string, string>;

export interface ExtractionOptions {
  /** The server's own folder inside the tree (`src/git`), where the tree is a whole repository. */
  subfolder?: string;
}

export interface ExtractionStats {
  files: number;
  parsedFiles: number;
  bytes: number;
  /** Number of tools found, by the idiom that registers them (`ts/register-tool`, `python/fastmcp` …). */
  idioms: Record<string, number>;
}

export interface Extraction {
  /** Sorted by name, by code point; names are unique. */
  tools: ToolDefinition[];
  /** `manifest` and `readme` only where reading the source found nothing. */
  method: "manifest" | "static" | "readme";
  /** `complete`: nothing was met that could hide a tool. */
  coverage: Server["provenance"]["coverage"];
  dynamic?: NonNullable<Server["dynamic"]>;
  issues: Issue[];
  stats: ExtractionStats;
}
