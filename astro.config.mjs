import { defineConfig } from "astro/config";

export default defineConfig({
  site: process.env.SITE_URL ?? "https://permitbook.org",
  trailingSlash: "always",
  build: { format: "directory", concurrency: 4 },
  telemetry: false,
});
