/**
 * A headless Chromium: the one that comes as an npm package where it runs (Linux), else an installed Chrome.
 * `PERMITBOOK_CHROME` names another executable. Throws `UsageError` when there is none.
 */
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { resolve } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { UsageError } from "./command.ts";

/** Not the package's own list: that one turns off web security, which our tests are there to see. */
const ARGS = [
  "--headless=shell",
  "--no-sandbox",
  "--no-zygote",
  "--disable-dev-shm-usage",
  "--disable-gpu",
  "--disable-domain-reliability",
  "--no-default-browser-check",
  "--no-pings",
  "--font-render-hinting=none",
];

const CACHE = ".cache/chromium";

/** A machine with other work takes long to start it. */
const TIMEOUT_MS = 120_000;

/** `args` are added to the command line. */
export async function launchBrowser(args: readonly string[] = []): Promise<Browser> {
  const executablePath = await findChromium();
  if (executablePath === undefined) {
    return chromium.launch({ channel: "chrome", timeout: TIMEOUT_MS, args: [...args] }).catch(() => {
      throw new UsageError(
        "No Chromium was found. On Linux it comes with npm install; elsewhere install Chrome, or name an executable in PERMITBOOK_CHROME.",
      );
    });
  }
  return chromium.launch({ executablePath, timeout: TIMEOUT_MS, args: [...ARGS, ...args] });
}

/** The executable, unpacked when it is needed for the first time; `undefined` where the package does not run. */
export async function findChromium(): Promise<string | undefined> {
  const named = process.env.PERMITBOOK_CHROME;
  if (named !== undefined) {
    if (!existsSync(named)) throw new UsageError(`PERMITBOOK_CHROME names ${named}, which does not exist.`);
    return named;
  }
  if (process.platform !== "linux") return undefined;
  return unpackChromium();
}

/** The package unpacks into the folder for temporary files and takes whatever lies there; ours is the project's own. */
async function unpackChromium(): Promise<string> {
  const { default: packaged } = await import("@sparticuz/chromium");
  const folder = resolve(CACHE);
  await mkdir(folder, { recursive: true });
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    return await packaged.executablePath();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}
