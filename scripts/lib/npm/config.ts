/** The user's npm configuration (registry, scopes, credentials, proxy, certificates, cache), read as npm reads it. */
import { fileURLToPath } from "node:url";
import Config from "@npmcli/config";
import npmDefinitions from "@npmcli/config/lib/definitions/index.js";

export type NpmOptions = Record<string, unknown>;

/** `cwd` is where a project's `.npmrc` is looked for; `env` may hold `npm_config_*`. */
export async function loadNpmOptions(cwd: string, env: NodeJS.ProcessEnv = process.env): Promise<NpmOptions> {
  const config = new Config({
    ...npmDefinitions,
    npmPath: fileURLToPath(new URL("../../..", import.meta.url)),
    // Ours are not npm's arguments, and npm writes what it found into the environment that it is given.
    argv: [],
    env: { ...env },
    // The global configuration lies beside the Node that the user installed, not beside the one inside node_modules.
    execPath: env["npm_node_execpath"] ?? process.execPath,
    cwd,
    warn: false,
  });
  await config.load();
  return { ...config.flat };
}
