/** The many ways in which people write the address of a repository. */

export interface RepositoryAddress {
  host: string;
  owner: string;
  name: string;
  subfolder?: string;
}

const SHORT_HOSTS: Record<string, string> = { github: "github.com", gitlab: "gitlab.com", bitbucket: "bitbucket.org" };

/** `owner/name`, `github:owner/name`, `git+https://…`, `git@host:owner/name.git`, `https://…/tree/main/folder`. */
export function parseRepositoryUrl(url: string): RepositoryAddress | undefined {
  const plain = url.trim().replace(/[?#].*$/, "");
  const short = /^(?:(github|gitlab|bitbucket):)?([\w.-]+)\/([\w.-]+)$/.exec(plain);
  if (short?.[2] && short[3]) {
    return { host: SHORT_HOSTS[short[1] ?? "github"] ?? "github.com", owner: short[2], name: cleanName(short[3]) };
  }
  const long =
    /^(?:(?:git\+)?(?:https?|ssh|git):\/\/)?(?:[\w.-]+@)?([\w-]+(?:\.[\w-]+)+)(?::\d+)?[/:]([\w.-]+)\/([\w.-]+)(?:\/(?:-\/)?(?:tree|blob)\/[^/]+\/(.+?))?\/*$/.exec(
      plain,
    );
  if (!long?.[1] || !long[2] || !long[3]) return undefined;
  const host = long[1].toLowerCase().replace(/^www\./, "");
  return { host, owner: long[2], name: cleanName(long[3]), ...(long[4] && { subfolder: long[4] }) };
}

function cleanName(name: string): string {
  return name.replace(/\.git$/, "");
}
