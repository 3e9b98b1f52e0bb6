import type { APIRoute } from "astro";
import { listVectors } from "../../core/policy/vectors/index.ts";

export const GET: APIRoute = () => new Response(`${JSON.stringify(listVectors(), null, 2)}\n`);
