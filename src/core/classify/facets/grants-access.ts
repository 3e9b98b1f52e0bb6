/** `grantsAccess`: it gives someone or something access, rights or credentials. */
import type { Act } from "../acts.ts";
import { quoteActs } from "../evidence.ts";
import { words } from "../lexicon/words.ts";
import { givesAccess } from "../rules/gives-access.ts";
import { findActs, findParameter, findVerbs, isAbout, isHead, mentions } from "../rules/match.ts";
import type { FacetTest } from "./facet.ts";

const RENEWING = new Set(words("regenerate rotate reroll reissue"));
const CREDENTIALS = new Set(words("secret key token password credential"));
const USERS = new Set([
  "db user",
  "database user",
  "iam user",
  "admin user",
  "service account",
  "user account",
  "sub user",
  "login",
  "oauth client",
  "api client",
]);

const NONE: ReadonlySet<string> = new Set();
/** `Approve a spender`, `assume a role`: somebody may do from then on what they could not. */
const ADMITTED: Readonly<Record<string, ReadonlySet<string>>> = {
  approve: new Set(words("spender spending allowance")),
  assume: new Set(["role"]),
};

/** With a password somebody logs in to it; others are rows in a ledger. */
const ACCOUNTS = new Set(words("account user"));
const PASSWORDS = new Set(["password"]);

/** Who stands on such a list, or is named by such a rule, is let in. */
const LISTS = new Set(words("whitelist allowlist permission"));
const POLICIES = new Set(["policy", "policies"]);
const CONTROL = new Set(["access control", "acl"]);
const ADMITTING: ReadonlySet<string> = new Set([
  "change",
  "create",
  "detach",
  "connect",
  "apply",
  "handle",
  "transfer",
]);

function isAdmitting(act: Act): boolean {
  if (mentions(act, ADMITTED[act.verb.lemma] ?? NONE)) return true;
  if (!ADMITTING.has(act.verb.kind)) return false;
  return isAbout(act, LISTS) || mentions(act, CONTROL) || (act.verb.lemma === "attach" && isAbout(act, POLICIES));
}

const ISSUING = new Set(words("issue sign"));
/** Whoever holds one is let in with it. */
const CERTIFICATES = new Set(words("certificate cert"));

/** Whoever likes is let in, or a way in is opened. */
const OPENING =
  /\bto public\b|\bpublicly accessible\b|\bcreates? (?:an? )?public (?:url|link)s?\b|\ballows? anyone\b|\bfull access to\b|\b(?:user|member) roles\b|\breturns tokens\b|\boauth[\w .]{0,12} (?:authentication|authorization) flow\b/i;

/** Further on a description speaks of what is around the call. */
const BEGINNING = 900;

export const grantsAccess: FacetTest = ({ tool, category, held }) => {
  if (category === "read") return undefined;
  if (held.has("gives-access")) return givesAccess.test(tool, tool.server);
  const renewed = findVerbs(tool, RENEWING, (act) => isAbout(act, CREDENTIALS));
  const users = findActs(tool, ["create"], (act) => isHead(act, USERS));
  const accounts = findActs(
    tool,
    ["create"],
    (act) => isHead(act, ACCOUNTS) && findParameter(tool, PASSWORDS) !== undefined,
  );
  const admitted = tool.acts.filter(isAdmitting);
  const issued = findVerbs(tool, ISSUING, (act) => isAbout(act, CERTIFICATES));
  const given = [...renewed, ...users, ...accounts, ...admitted, ...issued];
  if (given.length > 0) return quoteActs(tool, given);
  const [said] = OPENING.exec(tool.description.slice(0, BEGINNING)) ?? [];
  return said === undefined ? undefined : [{ field: "description", quote: said }];
};
