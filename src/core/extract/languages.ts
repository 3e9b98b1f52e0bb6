/** The registry: every language that tools can be read from. Adding one is a file and a line here. */
import type { LanguageExtractor } from "./context.ts";
import { csharp } from "./csharp/index.ts";
import { dart } from "./dart/index.ts";
import { ecmascript } from "./ecmascript/index.ts";
import { elixir } from "./elixir/index.ts";
import { go } from "./go/index.ts";
import { java } from "./java/index.ts";
import { kotlin } from "./kotlin/index.ts";
import { php } from "./php/index.ts";
import { python } from "./python/index.ts";
import { ruby } from "./ruby/index.ts";
import { rust } from "./rust/index.ts";
import { swift } from "./swift/index.ts";

export const LANGUAGES: readonly LanguageExtractor[] = [
  ecmascript,
  python,
  go,
  rust,
  java,
  kotlin,
  csharp,
  php,
  ruby,
  swift,
  dart,
  elixir,
];
