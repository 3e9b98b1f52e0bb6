import { judgeByRules } from "../../scripts/lib/classify/judge.ts";
import type { Server } from "../../src/core/schema/server.ts";
import { RISKS_SCHEMA_VERSION, type Risks } from "../../src/core/schema/verdict.ts";

/** The rules' verdicts on a server, as they are stored. */
export function judgeServer(server: Server): Risks {
  const { verdicts } = judgeByRules(server, undefined);
  return { schemaVersion: RISKS_SCHEMA_VERSION, slug: server.slug, verdicts: Object.fromEntries(verdicts) };
}
