import { quoteCue } from "../evidence.ts";
import { words } from "../lexicon/words.ts";
import { defineRule } from "./rule.ts";

const JOBS = new Set(
  words("research crawl scan analyze transcribe extract scrape export convert render batch simulate"),
);

export const startsRemoteJob = defineRule({
  id: "starts-remote-job",
  statement: "It starts work that goes on after the call has returned.",
  needs: { cues: ["startsJob"] },
  test(tool) {
    const acting = tool.acts.some(
      (act) => !["read", "compute", "think"].includes(act.verb.kind) || JOBS.has(act.verb.lemma),
    );
    return acting && (tool.cues.get("startsJob")?.sentence ?? 4) < 4 ? quoteCue(tool, "startsJob") : undefined;
  },
});
