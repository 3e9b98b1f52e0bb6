/** Verbs after which no ordinary call brings back what was there. */
import { words } from "./words.ts";

export const DESTRUCTIVE_VERBS = {
  delete: words("hdel delete destroy del rm rmdir expunge obliterate annihilate undeploy deregister unregister"),
  wipe: words(`
    flushdb flushall drop purge wipe erase truncate prune flush nuke shred vacuum clean cleanup scrub forget gc`),
  revoke: words(`
    revoke invalidate expire deprovision deauthorize deauthorise disavow disown banish ban regenerate rotate
    reroll burn`),
  end: words(`
    terminate uninstall decommission dispose tear teardown delist unenroll offboard retire`),
  reset: words("reset overwrite reinitialize reinitialise reimage"),
} as const;
