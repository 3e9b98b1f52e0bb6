/** Validator and engine are loaded at once where the address names a policy, else when the page is first tried. */
import { find } from "./dom.client.ts";
import { loadOnUse } from "./on-use.client.ts";

const load = () => import("./policy.client.ts");

if (location.search.length > 1) void load();
else loadOnUse(find("#trial"), load);
