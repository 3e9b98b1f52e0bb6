/** What the page `/policy/` needs in the browser: validator and engine, without zod. The bundle's size is a benchmark. */
export { Counters } from "./counters.ts";
export { evaluateCall, formatDenial } from "./evaluate.ts";
export { formatFault } from "./fault.ts";
export { loadPolicy } from "./load.ts";
export { parseCallMessage, parseCallParams } from "./parse-call.ts";
export { validatePolicyText } from "./validate.ts";
