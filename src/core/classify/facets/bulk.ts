/** `bulk`: one call can touch many items. */
import { quoteActs, quoteName, quoteParameter } from "../evidence.ts";
import type { FacetTest } from "./facet.ts";

const MANY_NAMES = new Set(["all", "bulk", "batch", "many", "multiple", "mass", "broadcast", "prune", "multi"]);
const MANY_KEYS =
  /(?:ids|hashes|names|emails|paths|files|keys|users|recipients|uuids|nodes|items|tasks|entities|relations|observations|records|rows|numbers|urls|pages)$/i;
const BULK_CHANGES: ReadonlySet<string> = new Set([
  "delete",
  "wipe",
  "change",
  "remove",
  "detach",
  "stop",
  "start",
  "tell",
  "store",
  "create",
  "clear",
  "run",
  "publish",
  "grant",
  "generate",
  "cancel",
]);

export const touchesMany: FacetTest = ({ tool, category }) => {
  if (category === "read") return undefined;
  if (tool.nameWords.some((word) => MANY_NAMES.has(word))) return [quoteName(tool)];
  const many = tool.acts.filter((act) => act.isMany && BULK_CHANGES.has(act.verb.kind));
  if (many.length > 0) return quoteActs(tool, many);
  const list = tool.parameters.find(
    (parameter) => parameter.depth === 0 && parameter.isArray && MANY_KEYS.test(parameter.name),
  );
  if (list) return [quoteParameter(list)];
  const hashes = tool.parameters.find(
    (parameter) => parameter.depth === 0 && /(?:^|_)(?:ids|hashes)$|Ids$/.test(parameter.name),
  );
  return hashes && [quoteParameter(hashes)];
};
