/** The registry: every language that tools can be read from. Adding one is a file and a line here. */
import type { LanguageExtractor } from "./context.ts";
import { ecmascript } from "./ecmascript/index.ts";
import { go } from "./go/index.ts";
import { python } from "./python/index.ts";

export const LANGUAGES: readonly LanguageExtractor[] = [ecmascript, python, go];
