import type { APIRoute } from "astro";
import { makeApiIndex } from "../../../lib/api.ts";
import { loadCatalogue } from "../../../lib/catalogue.ts";

export const GET: APIRoute = async () => Response.json(makeApiIndex(await loadCatalogue()));
