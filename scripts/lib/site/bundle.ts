/**
 * The entry of the bundle that Astro makes of the pages: what renders them, in whichever thread imports it. Vite alone
 * can resolve what it imports.
 */

import { StaticPaths } from "astro:static-paths";
import type { PathWithRoute, RouteData } from "astro";
import { createApp } from "astro/app/entrypoint";
import { openRoute, type RenderPage } from "./page-renderer.ts";

export interface SiteBundle {
  /** Every address with its route. */
  listPaths(): Promise<PathWithRoute[]>;
  /** What is not a page, such as a sitemap; `route` is the pattern of its route. Throws what it throws. */
  respond(request: Request, route: string): Promise<Response>;
  renderPage(url: URL, route: string): Promise<string>;
}

const app = createApp({ streaming: false });
const routes = new Map(app.manifest.routes.map(({ routeData }) => [routeData.route, routeData]));
const answerError = app.renderError.bind(app);

// An app on a server answers a fault with a page that says so; a build ends with it.
app.renderError = (request, options) => {
  if (options.status !== 500) return answerError(request, options);
  throw options.error ?? new Error(`${request.url} could not be rendered.`);
};

function findRoute(route: string): RouteData {
  const routeData = routes.get(route);
  if (routeData === undefined) throw new Error(`No route is ${route}.`);
  return routeData;
}

const opened = new Map<string, Promise<RenderPage>>();

export const bundle: SiteBundle = {
  listPaths: () => new StaticPaths(app).getAll(),
  respond: (request, route) => app.render(request, { routeData: findRoute(route) }),
  async renderPage(url, route) {
    const opening = opened.get(route) ?? openRoute(findRoute(route), url);
    opened.set(route, opening);
    return (await opening)(url);
  },
};
