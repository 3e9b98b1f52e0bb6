/** The sentence on whether what a call did can be undone, and how. */
import type { Judgement } from "../schema/verdict.ts";
import type { Evaluation } from "./evaluate.ts";
import { findVerb } from "./lexicon/forms.ts";
import { words } from "./lexicon/words.ts";
import type { RuleId } from "./rules/all.ts";
import { formatSiblingKey } from "./server-context.ts";
import type { Subject } from "./subject.ts";
import type { Token } from "./tokens.ts";
import { formatName, formatQuote, UNNAMED_THING } from "./wording.ts";

type Sentence = (name: string, thing: string, lemma: string) => string;

/** What these verbs did is a value, which the next call sets anew. */
const SETTING = new Set(
  words(
    "set update edit modify change configure reconfigure patch adjust put write alter revise amend replace assign override tune schedule reschedule switch rate resize customize",
  ),
);

/** What these verbs did is not set to a value, but done once more. */
const DONE_AGAIN = new Set(["move", "rename", "reorder", "sort", "merge", "swap", "rotate", "resize", "convert"]);

/** By the statement that carries the category; `thing` is what the call is done to. */
const SENTENCES: Partial<Record<RuleId, Sentence>> = {
  "creates-record": (name, thing) =>
    thing === UNNAMED_THING
      ? `What ${name} makes can be taken away again, though by its name no other tool of the server does that.`
      : `${thing.charAt(0).toUpperCase()}${thing.slice(1)} that ${name} makes can be taken away again, though by its name no other tool of the server does that.`,
  "changes-record": formatChangeBack,
  "takes-out-of-list": (name, thing) => `What ${name} takes out stays, so that an ordinary call can put ${thing} back.`,
  "stores-something": (name, thing) =>
    `What ${name} stores${thing === UNNAMED_THING ? "" : ` of ${thing}`} can be replaced by an ordinary call.`,
  "gives-access": (name) => `The access that ${name} gives lasts until somebody takes it back.`,
  "clears-session": (name, thing) =>
    `A later call can fill ${thing === UNNAMED_THING ? "what was emptied" : thing} again after ${name}.`,
  "starts-something": (name) => `By their names no other tool of the server stops what ${name} sets going.`,
  "stops-something": (name) => `By its name no other tool of the server sets going again what ${name} stops.`,
  "runs-something": (name, thing) =>
    `What ${thing === UNNAMED_THING ? "the run" : `running ${thing}`} leaves behind, the definition of ${name} does not say.`,
  "runs-caller-code": (name) => `Whether that can be undone depends on what is passed to ${name}.`,
  "takes-command": (name) => `Whether that can be undone depends on the command that is passed to ${name}.`,
  "makes-compute": (name, thing) => `What ${name} has made runs, and may be billed, until something ends ${thing}.`,
  "reaches-people": (name) => `What ${name} has sent cannot be called back by anything in its definition.`,
  "drives-interface": (name) => `What the page or app does in answer to ${name} lies outside its definition.`,
  "controls-device": (name, thing) => `Another call of ${name} can set ${thing} back.`,
  "publishes-or-merges": (name, thing) =>
    `Others may have seen or used ${thing} before anybody takes back what ${name} let through.`,
  "calls-agent-or-api": (name) => `What the other side does with a call of ${name} lies outside its definition.`,
  "starts-remote-job": (name) => `The work that ${name} sets going elsewhere is not given back by a later call.`,
  "deletes-record": (name, thing) => `The definition of ${name} names no way back for ${thing}.`,
  "wipes-data": (name, thing) => `The definition of ${name} names no copy from which ${thing} could be restored.`,
  "revokes-access": (name, thing) =>
    `Whoever relied on ${thing} is cut off, and the definition of ${name} names no way back.`,
  "ends-resource": (name, thing) => `The definition of ${name} names no way to have ${thing} again.`,
  "resets-state": (name, thing) =>
    `What stood there before ${name} changed ${thing} is not kept, as far as its definition says.`,
  "overwrites-everything": (name, thing) =>
    `The definition of ${name} names no copy of what stood in ${thing === UNNAMED_THING ? "its place" : thing} before.`,
};

function formatChangeBack(name: string, thing: string, lemma: string): string {
  const isNamed = thing !== UNNAMED_THING;
  if (DONE_AGAIN.has(lemma)) return `The next call of ${name} can ${lemma} ${thing} again.`;
  if (SETTING.has(lemma))
    return `The next call of ${name} can set ${isNamed ? `${thing} to something else` : "another value"}.`;
  return isNamed
    ? `An ordinary edit can change ${thing} back after ${name}.`
    : `An ordinary edit can change back what ${name} changed.`;
}

/** What a call does, and to what. */
export interface Done {
  thing: string;
  /** Empty where no verb says it. */
  lemma: string;
}

export function formatUndoing(
  tool: Subject,
  evaluation: Evaluation,
  { category, reversible, facets }: Pick<Judgement, "category" | "reversible" | "facets">,
  done: Done,
): string {
  const name = formatName(tool.tool.name);
  if (category === "read") return formatReading(name, facets);
  const wanted: RuleId = reversible === "no" ? "cannot-be-undone" : "can-be-restored";
  const quote = evaluation.findings.find((finding) => finding.rule === wanted)?.evidence[0]?.quote;
  if (quote && reversible === "no")
    return `Its description says ${formatQuote(quote)}, so no call after ${name} brings back what was there.`;
  if (quote && reversible === "yes")
    return `Its description says ${formatQuote(quote)}, so what ${name} takes away can be had again.`;
  const sibling = findWayBack(tool);
  if (sibling && reversible === "yes" && isAlsoChanging(tool))
    return `The server's ${formatName(sibling)} takes away what ${name} creates; what it changes can only be changed again.`;
  if (sibling && reversible === "yes") return `The server's ${formatName(sibling)} is the way back from ${name}.`;
  if (category === "financial") return `The definition of ${name} names no way to take the money back.`;
  if (category === "write" && tool.kinds.has("connect"))
    return `What ${name} connects or attaches stays so until another call or the end of the session.`;
  const [carried] = evaluation.carried;
  const sentence = carried && SENTENCES[carried.rule];
  if (sentence) return sentence(name, done.thing, done.lemma);
  if (reversible === "yes")
    return `Nothing in the definition of ${name} says that an ordinary call could not undo or replace what it did.`;
  return `Whether the effect of ${name} can be undone, its definition does not say.`;
}

/** `create_or_update_file`: what undoes the creation brings back nothing that was changed. */
function isAlsoChanging({ nameActs, acts }: Subject): boolean {
  return (
    nameActs[0]?.verb.kind === "create" && acts.some(({ verb, source }) => verb.kind === "change" && source !== "also")
  );
}

function formatReading(name: string, facets: Judgement["facets"]): string {
  const held = [
    ...(facets.includes("privateData") ? ["data that is not public"] : []),
    ...(facets.includes("untrustedContent") ? ["text that strangers wrote"] : []),
  ];
  if (held.length === 0) return `Nothing that ${name} does has to be undone.`;
  return `Nothing has to be undone; what ${name} returns can hold ${held.join(" and ")}.`;
}

const ENDING = ["stop", "pause", "cancel", "kill", "terminate", "end", "abort", "suspend", "disable"];
const STARTING = ["start", "resume", "unpause", "restart", "run", "launch", "trigger", "enable", "activate"];
const REMOVING = [
  "delete",
  "remove",
  "destroy",
  "archive",
  "close",
  "cancel",
  "drop",
  "trash",
  "terminate",
  "revoke",
  "uninstall",
];

/** Verbs that undo each other, by the verb that is to be undone. */
const WAYS_BACK: Readonly<Record<string, readonly string[]>> = {
  create: REMOVING,
  add: REMOVING,
  insert: REMOVING,
  register: ["unregister", "deregister", ...REMOVING],
  launch: ENDING,
  run: ENDING,
  start: ENDING,
  resume: ["pause", "stop", "suspend"],
  deploy: ["undeploy", "rollback", "delete"],
  install: ["uninstall", "remove"],
  pause: STARTING,
  stop: STARTING,
  suspend: ["resume", "unsuspend", "activate"],
  enable: ["disable"],
  disable: ["enable"],
  activate: ["deactivate"],
  deactivate: ["activate"],
  publish: ["unpublish"],
  lock: ["unlock"],
  unlock: ["lock"],
  cordon: ["uncordon"],
  archive: ["unarchive", "restore"],
  delete: ["restore", "undelete", "recover"],
  trash: ["restore", "untrash"],
  mute: ["unmute"],
  pin: ["unpin"],
  star: ["unstar"],
  follow: ["unfollow"],
  assign: ["unassign"],
  block: ["unblock"],
  link: ["unlink"],
  share: ["unshare", "revoke"],
  grant: ["revoke"],
};

/** The name of a sibling with the other verb and the same object. */
export function findWayBack(tool: Subject): string | undefined {
  const [act] = tool.nameActs;
  const others = act && Object.hasOwn(WAYS_BACK, act.verb.lemma) ? (WAYS_BACK[act.verb.lemma] ?? []) : [];
  if (!act || others.length === 0) return undefined;
  const words = leaveOutJoinedVerbs(tool.wholeName);
  for (const instead of others) {
    const name = tool.server.siblings.get(formatSiblingKey(words, { start: act.start, instead }));
    if (name !== undefined && name !== tool.tool.name) return name;
  }
  return undefined;
}

/** `create_or_update_file` as `create_file`: what undoes the first verb has no part of the second. */
function leaveOutJoinedVerbs(name: readonly Token[]): readonly Token[] {
  const isJoint = (place: number) =>
    /^(?:or|and)$/.test(name[place]?.text ?? "") && findVerb(name[place + 1]?.text ?? "") !== undefined;
  return name.filter((_, place) => !isJoint(place) && !isJoint(place - 1));
}
