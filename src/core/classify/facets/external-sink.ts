/** `externalSink`: the call can carry data out to where strangers could read it. */
import type { Act } from "../acts.ts";
import { quoteActs, quoteParameter } from "../evidence.ts";
import { MONEY } from "../lexicon/nouns.ts";
import { words } from "../lexicon/words.ts";
import { findActs, findParameter, findVerbs, isAbout, isHead, mentions } from "../rules/match.ts";
import { reachesPeople } from "../rules/reaches-people.ts";
import type { Subject } from "../subject.ts";
import type { FacetTest } from "./facet.ts";
import { isOwnAddress } from "./fetches-any-url.ts";

const TO_NOBODY = new Set(words("test event mapping signal key keys input command instruction code"));
const SENDING_OUT = new Set(words("upload publish tweet post release submit"));
const PUBLIC_PLACES = new Set(
  words(
    "site website page post blog entry document theme plugin article app package video image file listing story release gist tweet content change dispute evidence form",
  ),
);
const TESTS = new Set(["test"]);
/** What is sent through one of these leaves, whatever it is. */
const CHANNELS = new Set(words("telegram slack discord whatsapp twitter email"));

/** Whoever is named there gets it. */
const RECIPIENTS = new Set(words("recipient recipients cc bcc"));

/** `Publish a task as a landing page`. */
function isSentOut(act: Act): boolean {
  if (act.verb.lemma === "upload") return true;
  return act.verb.lemma === "publish" ? mentions(act, PUBLIC_PLACES) : isAbout(act, PUBLIC_PLACES);
}

const PUSHING = new Set(["push"]);
/** Where others fetch what is pushed. */
const REGISTRIES = new Set(words("registry remote origin upstream image artifact chart package repository"));
const DEPLOYING = new Set(words("deploy publish"));
const SITES = new Set(words("site website theme plugin page blog wordpress"));
/** On a host of public repositories text in one of these is public. */
const PUBLIC_TEXTS = new Set(words("comment body title review file discussion gist reply release wiki description"));
const PUBLIC_RECORDS = new Set([...words("issue discussion gist release fork"), "pull request", "merge request"]);
const ADDRESSES = new Set([
  "url",
  "webhook",
  "endpoint",
  "webhook url",
  "image url",
  "callback url",
  "connection string",
  "endpoint url",
  "target url",
  "destination",
  "webhooks",
  "notify url",
  "file url",
  "upload url",
]);

export const carriesOut: FacetTest = ({ tool, category, held, anyUrl }) => {
  if (category === "read") return anyUrl;
  if (
    category === "destructive" &&
    !tool.acts.some((act) => ["start", "publish", "tell", "store", "create"].includes(act.verb.kind))
  )
    return undefined;
  const carried = findActs(tool, ["tell"], (act) => mentions(act, CHANNELS) && !isAbout(act, TESTS));
  if (carried.length > 0) return quoteActs(tool, carried);
  const told = held.has("reaches-people") ? reachesPeople.test(tool, tool.server) : undefined;
  if (told && !tool.acts.some((act) => isAbout(act, TO_NOBODY) || isAbout(act, MONEY))) return told;
  const sent = findVerbs(tool, SENDING_OUT, isSentOut);
  const deployed = findVerbs(tool, DEPLOYING, (act) => isAbout(act, SITES));
  const pushed = findVerbs(tool, PUSHING, (act) => mentions(act, REGISTRIES));
  if (sent.length + deployed.length + pushed.length > 0) return quoteActs(tool, [...sent, ...deployed, ...pushed]);
  const recipients = findParameter(tool, RECIPIENTS, ({ depth }) => depth === 0);
  return findPublicText(tool) ?? findAddress(tool) ?? (recipients && [quoteParameter(recipients)]);
};

function findPublicText(tool: Subject) {
  if (!tool.server.isCodeHost) return undefined;
  const acts = findActs(
    tool,
    ["create", "change", "publish", "store", "start", "apply"],
    (act) =>
      isHead(act, PUBLIC_TEXTS) ||
      (act.verb.kind === "create" && isHead(act, PUBLIC_RECORDS)) ||
      act.verb.lemma === "push",
  );
  return acts.length > 0 ? quoteActs(tool, acts) : undefined;
}

/** Addresses that a record can hold without anybody calling them. */
const NOTED: ReadonlySet<string> = new Set(["url", "image url", "file url", "destination"]);

function findAddress(tool: Subject) {
  const parameter = tool.parameters.find(
    (candidate) =>
      ADDRESSES.has(candidate.phrase) &&
      candidate.values.length === 0 &&
      !isOwnAddress(candidate.description, tool.server.name),
  );
  const isNoted =
    NOTED.has(parameter?.phrase ?? "") && tool.acts.every((act) => !REACHING.has(act.verb.lemma) || isNoting(act));
  if (isNoted) return undefined;
  const isReaching = tool.acts.some((act) => REACHING.has(act.verb.lemma));
  return parameter && isReaching ? [quoteParameter(parameter)] : undefined;
}

const NOTING = new Set(words("create add update set patch link"));
const REQUESTS = new Set(words("request http"));
const CALLED_LATER = new Set(
  words(
    "webhook hook monitor source datasource feed connector integration image file asset knowledge media server endpoint upload document",
  ),
);

/** `create_link` with a url stores an address; `create_monitor` calls it. */
function isNoting(act: Act): boolean {
  if (act.verb.lemma === "patch" && mentions(act, REQUESTS)) return false;
  return NOTING.has(act.verb.lemma) && !isAbout(act, CALLED_LATER);
}

/** Verbs with which an address is called, not only noted. */
const REACHING = new Set(
  words(
    "post put perform navigate open goto go visit browse crawl scrape start fetch connect create add upload call request invoke monitor update run register subscribe import set patch",
  ),
);
