/** `npm run serve`: the built site on this machine. */
import { parsePort, runCommand } from "./lib/command.ts";
import { serveSite } from "./lib/site/static-server.ts";

const HELP = `
npm run serve -- [--dir DIR] [--port N] [--host HOST]

Serves the built site until it is stopped.
  --dir    folder of the site (default: dist)
  --port   port (default: PORT, or 4321); 0 takes any that is free
  --host   address to listen on (default: 127.0.0.1, this machine only)
`;

await runCommand(
  { help: HELP, options: { dir: { type: "string" }, port: { type: "string" }, host: { type: "string" } } },
  async ({ dir = "dist", port = process.env.PORT ?? "4321", host }) => {
    const site = await serveSite({ dir, port: parsePort(port), ...(host !== undefined && { host }) });
    process.stdout.write(`serve     ${dir} at ${site.url}\n`);
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void site.close());
  },
);
