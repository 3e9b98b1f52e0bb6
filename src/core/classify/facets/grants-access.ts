/** `grantsAccess`: it gives someone or something access, rights or credentials. */
import { quoteActs } from "../evidence.ts";
import { words } from "../lexicon/words.ts";
import { givesAccess } from "../rules/gives-access.ts";
import { findActs, findParameter, findVerbs, isAbout, isHead } from "../rules/match.ts";
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
]);

/** With a password somebody logs in to it; others are rows in a ledger. */
const ACCOUNTS = new Set(words("account user"));
const PASSWORDS = new Set(["password"]);

const ISSUING = new Set(words("issue sign"));
/** Whoever holds one is let in with it. */
const CERTIFICATES = new Set(words("certificate cert"));

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
  const issued = findVerbs(tool, ISSUING, (act) => isAbout(act, CERTIFICATES));
  const given = [...renewed, ...users, ...accounts, ...issued];
  return given.length > 0 ? quoteActs(tool, given) : undefined;
};
