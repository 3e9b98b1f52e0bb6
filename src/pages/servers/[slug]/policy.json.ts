import type { APIRoute } from "astro";
import { formatPolicy } from "../../../core/policy/format.ts";
import { listPolicySlugs, loadEntry } from "../../../lib/catalogue.ts";
import { recommendServerPolicy } from "../../../lib/server-view.ts";

/** Servers of which nothing is judged have no policy, and so no file. */
export async function getStaticPaths() {
  return (await listPolicySlugs()).map((slug) => ({ params: { slug } }));
}

export const GET: APIRoute = async ({ params }) => {
  const policy = recommendServerPolicy(await loadEntry(params.slug ?? ""));
  if (policy === undefined) throw new Error(`${params.slug} has no policy.`);
  return new Response(formatPolicy(policy), { headers: { "content-type": "application/json" } });
};
