/**
 * The two addresses that belong to whoever publishes a catalogue, from the environment (README, "Settings"). Neither has
 * a default that is somebody's: the code cannot know where it is published.
 */

/** A name that the standards reserve and nobody can own (RFC 2606): absolute addresses need one. */
export const UNKNOWN_SITE_URL = "https://permitbook.example";

export function readSiteUrl(env: NodeJS.ProcessEnv): string {
  return readUrl(env, "SITE_URL") ?? UNKNOWN_SITE_URL;
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
