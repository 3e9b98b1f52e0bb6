import type { APIRoute } from "astro";
import { isSchemaName, makeJsonSchema, SCHEMAS } from "../../lib/schemas.ts";

export function getStaticPaths() {
  return [...Object.keys(SCHEMAS), "policy-v1"].map((name) => ({ params: { name } }));
}

export const GET: APIRoute = ({ params: { name: file = "" }, site, url }) => {
  // The policy's schema stands under its version too, which will not change.
  const name = file === "policy-v1" ? "policy" : file;
  if (!isSchemaName(name)) throw new Error(`There is no schema ${name}.`);
  return new Response(`${JSON.stringify(makeJsonSchema(name, { file, site: site ?? url }), null, 2)}\n`);
};
