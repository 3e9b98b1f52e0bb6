/**
 * The two addresses that belong to whoever publishes a catalogue, from the environment (README, "Settings"). Neither has
 * a default that is somebody's: the code cannot know where it is published.
 */

/** A name that the standards reserve and nobody can own (RFC 2606): ids of feeds and schemas need one. */
export const UNKNOWN_SITE_URL = "https://permitbook.invalid";

/** `SITE_URL`, or the address that GitHub Pages gives the running repository, if it gives it a host of its own. */
export function readSiteUrl(env: NodeJS.ProcessEnv): string {
  const url = readUrl(env, "SITE_URL");
  if (url !== undefined && new URL(url).pathname !== "/") {
    throw new Error(
      `SITE_URL is "${url}", which has a path. The links of the site begin with /, so it needs a host of its own, such as https://catalogue.example.`,
    );
  }
  const [, pages] = /^[^/]+\/([\w-]+\.github\.io)$/i.exec(env.GITHUB_REPOSITORY ?? "") ?? [];
  return url ?? (pages ? `https://${pages.toLowerCase()}` : UNKNOWN_SITE_URL);
}

/** Whether it is known where the site will stand. */
export function isPublic(site: URL): boolean {
  return site.origin !== UNKNOWN_SITE_URL;
}

/** Absolute where it is known where the site stands; else from its root, which is right wherever that is. */
export function toPublicUrl(path: string, site: URL): string {
  return isPublic(site) ? new URL(path, site).href : path;
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
