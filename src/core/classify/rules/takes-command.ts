import { quoteParameter } from "../evidence.ts";
import { words } from "../lexicon/words.ts";
import { defineRule } from "./rule.ts";

const COMMANDS = new Set(["command", "cmd", "shell command", "command line", "cli command", "bash command"]);
/** With these a command is what is asked about, not what is done. */
const ASKING = new Set(
  words(`get list search find explain describe lookup suggest parse validate analyze analyse verify lint recommend help generate
  create update set add edit modify change configure define insert append replace patch save translate convert format delete remove register count`),
);

/** Whatever a tool says of itself, a command line that it takes can do what it says it does not. */
export const takesCommand = defineRule({
  id: "takes-command",
  statement: "It takes a command line from the caller.",
  test(tool) {
    // Who says which commands are refused has said more than that all is well.
    if (tool.cues.has("refusesChanges")) return undefined;
    const command = tool.parameters.find(
      ({ depth, phrase, values, type }) =>
        depth === 0 && COMMANDS.has(phrase) && values.length === 0 && (type === undefined || type === "string"),
    );
    const [first] = tool.acts;
    const isAsking = first && (first.verb.kind === "compute" || ASKING.has(first.verb.lemma));
    return command && !isAsking ? [quoteParameter(command)] : undefined;
  },
});
