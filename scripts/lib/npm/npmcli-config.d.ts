/** The part of npm's configuration reader that `config.ts` uses; the package brings no types. */
declare module "@npmcli/config" {
  interface ConfigOptions {
    definitions: object;
    shorthands: object;
    flatten: object;
    npmPath: string;
    argv: string[];
    env: Record<string, string | undefined>;
    execPath: string;
    cwd: string;
    warn: boolean;
  }

  // The package exports a class as its whole module.
  class Config {
    constructor(options: ConfigOptions);
    load(): Promise<void>;
    /** Everything that npm's own libraries take, by the names that they use. */
    readonly flat: Record<string, unknown>;
  }
  export = Config;
}

declare module "@npmcli/config/lib/definitions/index.js" {
  const definitions: { definitions: object; shorthands: object; flatten: object };
  export = definitions;
}
