/**
 * A server's record without what looks like a secret: authors leave tokens in descriptions and defaults, and a catalogue
 * must neither spread them nor stand still because of one. What was masked, and where, is an issue of the record.
 */
import { formatDataFile } from "../../../src/core/canonical.ts";
import { formatPrintable } from "../../../src/core/printable.ts";
import type { Issue } from "../../../src/core/schema/issue.ts";
import type { Server } from "../../../src/core/schema/server.ts";
import { CrawlFailure } from "./failure.ts";
import { type FoundSecret, findSecrets, findSecretsIn, holdsSecret, maskSecrets } from "./secrets.ts";
import { computeServerRecord, type FoundServer } from "./server-record.ts";

/** Throws `CrawlFailure` where masking is not enough. */
export async function computeMaskedRecord(found: FoundServer): Promise<Server> {
  const server = computeServerRecord(found);
  const secrets = await findSecretsIn(server);
  const masked = secrets.length === 0 ? server : computeServerRecord(maskFound(found, server, secrets));
  // As the check of the data reads it, which refuses what is left.
  const [left] = await findSecrets(formatDataFile(masked));
  if (left) throw new CrawlFailure("secret-not-masked", { rule: left.rule });
  return masked;
}

function maskFound(found: FoundServer, server: Server, secrets: FoundSecret[]): FoundServer {
  const issues = secrets.map((secret): Issue => {
    const tools = server.tools.filter((tool) => holdsSecret(tool, secret)).map(({ name }) => name);
    const where = tools.length > 0 ? maskSecrets(tools, secrets).join(", ") : "what the server says of itself";
    return { code: "secret-masked", args: { rule: secret.rule, where: formatPrintable(where, 200) } };
  });
  return { ...maskSecrets(found, secrets), issues: [...maskSecrets(found.issues, secrets), ...issues] };
}
