/** Lighthouse, as on a phone, on pages of a site that is being served. */
import { createServer } from "node:net";
import lighthouse from "lighthouse";
import { launchBrowser } from "../browser.ts";

export interface LighthouseScores {
  performance: number;
  accessibility: number;
  "best-practices": number;
  seo: number;
}

/** Scores of 100, in the order of the paths. Throws when a page could not be measured. */
export async function runLighthouse(siteUrl: string, paths: readonly string[]): Promise<LighthouseScores[]> {
  const port = await findFreePort();
  const browser = await launchBrowser([`--remote-debugging-port=${port}`]);
  try {
    const scores: LighthouseScores[] = [];
    for (const path of paths) {
      const result = await lighthouse(new URL(path, siteUrl).href, { port, logLevel: "error" });
      const score = (category: keyof LighthouseScores) =>
        Math.round((result?.lhr.categories[category]?.score ?? Number.NaN) * 100);
      scores.push({
        performance: score("performance"),
        accessibility: score("accessibility"),
        "best-practices": score("best-practices"),
        seo: score("seo"),
      });
    }
    return scores;
  } finally {
    await browser.close();
  }
}

function findFreePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address ? done(address.port) : fail(new Error("No free port.")),
      );
    });
  });
}
