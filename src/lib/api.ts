/** The static JSON under `/api/v1/`. */
import { CATEGORIES, RISK_LEVELS } from "../core/schema/verdict.ts";
import type { Catalogue } from "./catalogue.ts";

export interface ApiIndex {
  servers: number;
  tools: number;
  byCategory: Record<string, number>;
  byRisk: Record<string, number>;
}

export function makeApiIndex({ servers, tools, byCategory, byRisk }: Catalogue): ApiIndex {
  return {
    servers: servers.length,
    tools: tools.length,
    byCategory: Object.fromEntries(CATEGORIES.map((category) => [category, byCategory[category].length])),
    byRisk: Object.fromEntries(RISK_LEVELS.map((level) => [level, byRisk[level].length])),
  };
}
