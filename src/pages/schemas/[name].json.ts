import type { APIRoute } from "astro";
import { isSchemaName, makeJsonSchema, SCHEMAS } from "../../lib/schemas.ts";

export function getStaticPaths() {
  return Object.keys(SCHEMAS).map((name) => ({ params: { name } }));
}

export const GET: APIRoute = ({ params: { name = "" }, site, url }) => {
  if (!isSchemaName(name)) throw new Error(`There is no schema ${name}.`);
  return new Response(`${JSON.stringify(makeJsonSchema(name, site ?? url), null, 2)}\n`);
};
