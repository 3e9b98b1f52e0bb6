/** Extracts one folder in a thread, as the crawl does, and prints what that took; a process of its own, for the bench. */
// Before anything is loaded: what an empty process takes.
const emptyMemoryMb = readPeak();

export {};

const folder = process.argv[2] ?? ".";
const { createExtractor } = await import("../extract/extractor.ts");
const { loadFolder } = await import("../crawl/folder.ts");

const { files } = await loadFolder(folder);
const extractor = await createExtractor({ workers: 1 });
const before = process.cpuUsage();
const { tools } = await extractor.extract(files);
const { user, system } = process.cpuUsage(before);
await extractor.close();
process.stdout.write(
  JSON.stringify({
    tools: tools.length,
    cpuSeconds: (user + system) / 1e6,
    memoryMb: readPeak() - emptyMemoryMb,
  }),
);

function readPeak(): number {
  return process.resourceUsage().maxRSS / 1024;
}
