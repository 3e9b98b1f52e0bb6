/** How a server is known by where it comes from: a package, an image, a repository or an address, one spelling each. */

/** What GitHub keeps for a repository is called like it: the image `ghcr.io/owner/name` comes from there. `undefined` for other places. */
export function findImageRepository(place: string): string | undefined {
  const [, repository] = /^ghcr\.io\/([^/]+\/[^/]+)$/i.exec(place) ?? [];
  return repository && `https://github.com/${repository.toLowerCase()}`;
}

/** Without version, tag, branch, `.git` and last slash: `@scope/name@1.2`, `name==1.2`, `ghcr.io/a/b:1.2`, `git+https://…`. */
export function normalisePlace(text: string): string {
  const place = text
    .trim()
    .replace(/^git\+/, "")
    .replace(/^github:/, "https://github.com/");
  if (!place.includes("://")) {
    const name = place.replace(/(?:==|\[).*$/, "").replace(/(?<=.)@[^/@]*$/, "");
    return name.includes("/") ? name.replace(/:[\w.-]+$/, "") : name;
  }
  const [repository] = /^https?:\/\/github\.com\/[^/]+\/[^/#?@]+/i.exec(place) ?? [];
  return (repository?.toLowerCase() ?? place).replace(/\/$/, "").replace(/\.git$/, "");
}
