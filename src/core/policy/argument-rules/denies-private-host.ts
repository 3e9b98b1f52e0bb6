/** Denies addresses of private and link-local hosts in a URL that the server opens. */
import { startWithArticle } from "../../article.ts";
import { describeTool, hasWord, makeArgumentRule } from "./idioms.ts";
import { isText } from "./parameters.ts";
import type { ArgumentRuleMaker } from "./types.ts";

const URL_WORDS = new Set(["url", "uri", "href", "webhook", "endpoint", "website", "site"]);
const RUN_TOGETHER_URL = /[a-z]ur[li]$/;
/** Addresses that are stored or shown, and that the server itself does not open. */
const SHOWN_WORDS = new Set([
  ...["redirect", "callback", "return", "success", "cancel", "privacy", "terms", "support", "homepage", "issue"],
  ...["region", "base", "repository", "build", "license"],
]);
const OPENS =
  /\b(?:fetch(?:es|ing)?|scrap(?:e|es|ing)|crawl(?:s|ing)?|navigat(?:e|es|ing)|open(?:s|ing)?|download(?:s|ing)?|visit(?:s|ing)?|brows(?:e|es|ing|er)|screenshots?|requests?|load(?:s|ing)?|webhooks?|convert(?:s|ing)?|extract(?:s|ing)?|import(?:s|ing)?|map(?:s|ping)?)\b/;

/** Schemes behind which no web page is. */
const SCHEMES = [
  "file|s?ftp|tftp|gopher|dict|ldaps?|imaps?|pop3s?|smtps?|smb|telnet|netdoc|jar|zip|rmi|jndi|php|phar|expect|url|feed",
  "blob|data|filesystem|javascript|vbscript|view-source|chrome|chrome-extension|devtools",
].join("|");
/** Parts of an IPv4 address as readers of addresses take them: decimal, octal, hexadecimal. */
const PART = "(0x[0-9a-f]*|[0-9]+)";
const HOSTS = [
  "localhost",
  String.raw`[^/\\?#:@]*\.(localhost|localdomain|local|internal|intranet|lan|corp|svc|home\.arpa)`,
  // Shortened, or with a part that is not decimal: written so by nobody who has nothing to hide.
  String.raw`${PART}(\.${PART}){0,2}`,
  String.raw`(${PART}\.){0,3}0[0-9a-fx]+(\.${PART}){0,3}`,
  String.raw`(0|10|127|22[4-9]|2[3-5][0-9])(\.[0-9]+){3}`,
  String.raw`(192\.168|169\.254|172\.(1[6-9]|2[0-9]|3[01])|100\.(6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7])|198\.1[89])(\.[0-9]+){2}`,
  String.raw`192\.0\.0\.[0-9]+`,
  String.raw`[^/\\?#:@]*(%|[^\x00-\x7f])[^/\\?#:@]*`,
].join("|");
/** What is not of the part of IPv6 that is given out, and what in it leads on to IPv4. */
const IPV6 = String.raw`\[([^23]|[23][0-9a-f]{0,2}[^0-9a-f]|2002:|2001:0{0,4}:)`;
const BEFORE = String.raw`^[\x00-\x20]*`;
/** A scheme (its dots would be a host's) or two slashes. */
const START = "([a-z][a-z0-9+-]*:/*|//+)";
const WEB_START = "((https?|wss?|ftp):/*|//+)";
const USER = String.raw`([^/\\?#@]*@)*`;

/**
 * The host in each of the ways to write it: names, IPv4 and IPv6 in any spelling, encoded or outside ASCII (which becomes one
 * of the others), after user names and any slashes; a name without a dot, which only a local network knows; a scheme that is no
 * web address; and what readers of URLs do not read alike: white space, a backslash, a user name behind `?` or `#`.
 */
const PATTERN = [
  `(?i:${BEFORE}((${SCHEMES}):|about:[^b]))`,
  String.raw`\S[\t\r\n]+\S|^[^?#]*\\|//[^/?#]*[?#]@`,
  String.raw`(?i:${BEFORE}${START}?${USER}((${HOSTS})\.*($|[^a-z0-9._-])|${IPV6}))`,
  String.raw`(?i:${BEFORE}${WEB_START}${USER}[a-z0-9_-]+\.*(:[0-9]*)?($|[/?#]))`,
].join("|");

export const deniesPrivateHost: ArgumentRuleMaker = {
  id: "denies-private-host",
  profiles: ["read-only", "recommended", "permissive"],
  derive(parameter, tool, verdict) {
    const last = parameter.words.at(-1) ?? "";
    const isUrl = URL_WORDS.has(last) || RUN_TOGETHER_URL.test(last) || parameter.format === "uri";
    if (!isUrl || !isText(parameter) || parameter.choices !== undefined || hasWord(parameter, SHOWN_WORDS)) return [];
    const opens = verdict.raisedBy.includes("fetches-any-url") || OPENS.test(`${describeTool(tool)} ${parameter.text}`);
    if (!opens) return [];
    const { name, path } = parameter;
    return [
      makeArgumentRule(
        parameter,
        { path, op: "regex", value: PATTERN },
        {
          id: "denies-private-host",
          onDeny:
            "The address leads to a private or local host, or is written so that this cannot be told. It is denied.",
          reason: `The server opens the address in ${name}.`,
          stops: `${startWithArticle(name)} on this machine, in the local network, or of a cloud's metadata service.`,
          doesNotStop: "A public name that resolves to a private address, or a public page that redirects to one.",
          examples: { harmless: "https://example.org/page", harmful: "http://169.254.169.254/latest/meta-data/" },
        },
      ),
    ];
  },
};
