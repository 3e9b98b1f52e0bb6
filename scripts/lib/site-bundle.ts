/**
 * The entry of the bundle that Astro makes of the pages: what renders them, in whichever thread imports it. Vite alone
 * can resolve what it imports.
 */

import { StaticPaths } from "astro:static-paths";
import type { PathWithRoute } from "astro";
import { createApp } from "astro/app/entrypoint";

export interface SiteBundle {
  /** Every address with its route. */
  listPaths(): Promise<PathWithRoute[]>;
  /** `route` is the pattern of one. Throws what the page throws. */
  render(request: Request, route: string): Promise<Response>;
}

const app = createApp({ streaming: false });
const routes = new Map(app.manifest.routes.map(({ routeData }) => [routeData.route, routeData]));
const answerError = app.renderError.bind(app);

// An app on a server answers a fault with a page that says so; a build ends with it.
app.renderError = (request, options) => {
  if (options.status !== 500) return answerError(request, options);
  throw options.error ?? new Error(`${request.url} could not be rendered.`);
};

export const bundle: SiteBundle = {
  listPaths: () => new StaticPaths(app).getAll(),
  async render(request, route) {
    const routeData = routes.get(route);
    if (routeData === undefined) throw new Error(`No route is ${route}.`);
    return app.render(request, { routeData });
  },
};
