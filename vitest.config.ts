import { defineConfig } from "vitest/config";

const SITE_TESTS = "tests/site/**/*.test.ts";

export default defineConfig({
  test: {
    // Two cores: more workers than that only wait for one another.
    maxWorkers: 2,
    // For what never ends: on a machine with other work, what ends may take ten times as long as on one without.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 60_000 } },
    projects: [
      {
        extends: true,
        test: { name: "unit", include: ["tests/**/*.test.ts"], exclude: [SITE_TESTS, "tests/fixtures/**"] },
      },
      // The site is built once, and only when one of its tests runs.
      {
        extends: true,
        test: { name: "site", include: [SITE_TESTS], globalSetup: "tests/site/support/build-fixture.ts" },
      },
    ],
  },
});
