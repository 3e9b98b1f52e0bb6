import { defineConfig } from "astro/config";

export default defineConfig({
  site: process.env.SITE_URL,
  trailingSlash: "always",
  // Scripts and styles are files of their own: the Content-Security-Policy allows nothing inline.
  build: { format: "directory", concurrency: 4, inlineStylesheets: "never" },
  // The build goes into a fresh folder, in which other files of the site may stand already.
  vite: { build: { assetsInlineLimit: 0, emptyOutDir: false } },
  devToolbar: { enabled: false },
  telemetry: false,
});
