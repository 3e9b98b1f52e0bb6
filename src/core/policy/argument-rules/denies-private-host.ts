/** Denies addresses of private and link-local hosts in a URL that the server opens. */
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

/**
 * The host in each of the ways to write it: names, dotted, shortened, decimal, octal and hexadecimal IPv4, IPv6, encoded
 * or outside ASCII (which becomes one of the others), after user names and any slashes; a scheme that is no web address; and
 * white space, which readers of URLs drop.
 */
const PATTERN = [
  String.raw`(?i:^[\x00-\x20]*(file|ftp|gopher|dict|ldap|jar|data|javascript|view-source|chrome|about):)`,
  String.raw`\S[\t\r\n]+\S`,
  String.raw`(?i:^[\x00-\x20]*([a-z][a-z0-9+.-]*:)?[/\\]*([^/\\?#@]*@)*`,
].join("|");
const HOSTS = [
  "localhost",
  String.raw`[^/\\?#:@]*\.(localhost|local|internal|intranet|lan|home\.arpa)`,
  String.raw`(0|10|127)(\.[0-9a-fx]+){0,3}`,
  String.raw`192\.168(\.[0-9a-fx]+){1,2}`,
  String.raw`169\.254(\.[0-9a-fx]+){1,2}`,
  String.raw`172\.(1[6-9]|2[0-9]|3[01])(\.[0-9a-fx]+){1,2}`,
  String.raw`100\.(6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7])(\.[0-9a-fx]+){1,2}`,
  String.raw`0[0-9a-fx]+(\.[0-9a-fx]+){0,3}`,
  "[0-9]{6,10}",
  String.raw`\[(::|0|f[cd]|fe[89ab]|64:ff9b:|2002:)[^\]]*\]`,
  String.raw`[^/\\?#:@]*%[^/\\?#:@]*`,
  String.raw`[^/\\?#:@]*[^\x00-\x7f][^/\\?#:@]*`,
].join("|");
const FULL_PATTERN = String.raw`${PATTERN}(${HOSTS})\.?($|[:/\\?#]))`;

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
        { path, op: "regex", value: FULL_PATTERN },
        {
          id: "denies-private-host",
          onDeny:
            "The address leads to a private or local host, or is written so that this cannot be told. It is denied.",
          reason: `The server opens the address in ${name}.`,
          stops: `A ${name} on this machine, in the local network, or of a cloud's metadata service.`,
          doesNotStop: "A public name that resolves to a private address, or a public page that redirects to one.",
          examples: { harmless: "https://example.org/page", harmful: "http://169.254.169.254/latest/meta-data/" },
        },
      ),
    ];
  },
};
