/**
 * The two addresses that belong to whoever publishes a catalogue, from the environment (README, "Settings"). Neither has
 * a default that is somebody's: the code cannot know where it is published.
 */

/** A name that the standards reserve and nobody can own (RFC 2606): ids of feeds and schemas need one. */
export const UNKNOWN_SITE_URL = "https://permitbook.invalid";

/** `SITE_URL`, or where GitHub puts the pages of the repository that `PAGES_REPOSITORY` names (`owner/name`). */
export function readSiteUrl(env: NodeJS.ProcessEnv): string {
  return readUrl(env, "SITE_URL") ?? formatPagesUrl(env["PAGES_REPOSITORY"]) ?? UNKNOWN_SITE_URL;
}

/** Whether it is known where the site will stand. */
export function isPublic(site: URL): boolean {
  return site.origin !== UNKNOWN_SITE_URL;
}

/** Absolute where it is known where the site stands; else from its root, which is right wherever that is. */
export function toPublicUrl(path: string, site: URL): string {
  return isPublic(site) ? new URL(path, site).href : path;
}

function formatPagesUrl(repository = ""): string | undefined {
  const [, owner, name] = /^([\w-]+)\/([\w.-]+)$/.exec(repository) ?? [];
  if (!owner || !name) return undefined;
  const host = `${owner.toLowerCase()}.github.io`;
  // A repository that is called like the host is the host's root; all others are folders of it.
  return name.toLowerCase() === host ? `https://${host}` : `https://${host}/${name}`;
}

/** The repository that takes issues: `PROJECT_URL`, or the one whose workflow is running. */
export function readProjectUrl(env: NodeJS.ProcessEnv): string | undefined {
  const { GITHUB_SERVER_URL, GITHUB_REPOSITORY } = env;
  const running = GITHUB_SERVER_URL && GITHUB_REPOSITORY ? `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}` : undefined;
  return readUrl(env, "PROJECT_URL") ?? running;
}

/** Empty is not set, as workflows pass on variables that nobody set. */
function readUrl(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const text = env[name]?.trim();
  if (!text) return undefined;
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new Error(`${name} is "${text}", which is no address. Expected one that begins with https:// or http://.`);
  }
  return text.replace(/\/+$/, "");
}
