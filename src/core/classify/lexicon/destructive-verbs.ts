/** Verbs after which no ordinary call brings back what was there. */
import { words } from "./words.ts";

export const DESTRUCTIVE_VERBS = {
  delete: words(`
    hdel delete destroy del rm rmdir expunge obliterate annihilate undeploy deregister unregister eradicate
    exterminate scrap unlearn yank zap dml crud`),
  wipe: words(`
    flushdb flushall drop purge wipe erase truncate prune flush nuke shred vacuum clean cleanup scrub forget gc
    nullify zeroize`),
  revoke: words(`
    revoke invalidate expire deprovision deauthorize deauthorise disavow disown banish ban regenerate rotate
    reroll burn annul rescind retract repudiate`),
  end: words(`
    terminate uninstall decommission dispose tear teardown delist unenroll offboard retire disband dissolve
    forfeit relinquish`),
  reset: words(`
    reset overwrite reinitialize reinitialise reimage clobber`),
} as const;
