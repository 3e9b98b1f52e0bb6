/**
 * Renders the pages of one route to text. What Astro puts together for a request, such as the route's module, styles and
 * scripts, is the same for all of them but the address, and costs as much as the page itself: so it is put together once.
 */
import type { AstroGlobal, RouteData, SSRResult } from "astro";
import { FetchState } from "astro/fetch";
import { type AstroComponentFactory, renderToString } from "astro/runtime/server/index.js";

/** A page as text. Throws what the page throws. */
export type RenderPage = (url: URL) => Promise<string>;

/** `url` is the address of any page of the route. */
export async function openRoute(route: RouteData, url: URL): Promise<RenderPage> {
  const state = new FetchState(new Request(url));
  state.routeData = route;
  const module = await state.loadComponentInstance();
  const component: AstroComponentFactory = module.default;
  const shared = await state.createResult(module, state.getActionAPIContext());
  shared._metadata.headInTree = shared.componentMetadata.get(component.moduleId ?? "")?.containsHead ?? false;
  const { site } = shared.createAstro({}, null);
  return async (url) => {
    const params = readParams(route, url.pathname);
    // No more of `Astro` than pages ask for; `tests/invariants.test.ts` holds them to it.
    const createAstro = (props: AstroGlobal["props"]): Partial<AstroGlobal> => ({ props, params, site, url });
    const result: SSRResult = {
      ...shared,
      params,
      pathname: url.pathname,
      createAstro: createAstro as SSRResult["createAstro"],
      // What is used up or noted down while a page is printed.
      styles: new Set(shared.styles),
      _metadata: { ...shared._metadata, renderedScripts: new Set(), propagators: new Set(), extraHead: [] },
    };
    const html = await renderToString(result, component, {}, {}, true, route);
    if (typeof html !== "string") throw new Error(`${url.pathname} answers ${html.status} instead of a page.`);
    return html;
  };
}

function readParams({ pattern, params }: RouteData, pathname: string): Record<string, string | undefined> {
  const values = pattern.exec(pathname) ?? [];
  return Object.fromEntries(params.map((name, index) => [name.replace("...", ""), values[index + 1]]));
}
