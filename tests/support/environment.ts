/** The environment of a command that a test starts: what it needs to find programs, and a home without settings. */
export function makeEnv(home: string, more: Record<string, string> = {}): NodeJS.ProcessEnv {
  return { PATH: process.env["PATH"], HOME: home, GIT_CONFIG_NOSYSTEM: "1", ...more };
}
