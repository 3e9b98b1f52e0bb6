/** Links to the files of a server's policy, one a dialect; on the pages a script makes tabs of them. */
import { DIALECTS } from "../core/policy/dialects/index.ts";
import { serverHref } from "./links.ts";

/** Put together once and not for each of ten thousand pages. */
const LINKS = Object.values(DIALECTS)
  .map(({ id, name, ending }, index) => {
    const current = index === 0 ? ' aria-current="true"' : "";
    return `<a href="{}policy.${ending}" data-dialect="${id}" data-file="policy.${ending}"${current}>${name}</a>`;
  })
  .join("");
const WITHOUT_FILES = LINKS.replaceAll(/ href="[^"]*"/g, "");

/** As HTML: nothing crawled is in it, since a slug is one word of letters, digits and `._-`. No links where there are no files. */
export function renderDialectLinks(slug: string, hasFiles: boolean): string {
  return hasFiles ? LINKS.replaceAll("{}", serverHref(slug)) : WITHOUT_FILES;
}
