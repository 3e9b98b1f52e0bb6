/** The stack's script is large: it is loaded at once where the address holds a stack, else when one is begun. */
import { find } from "./dom.client.ts";
import { loadOnUse } from "./on-use.client.ts";

const load = () => import("./stack.client.ts");

if (location.hash.length > 1 || location.search.length > 1) void load();
else {
  addEventListener("hashchange", load, { once: true });
  loadOnUse(find("#stack"), load);
}
