/** What the SDK's generator takes from a method's XML comment: it writes attributes for `partial` methods. */
import { type Plain, text } from "../declared/plain.ts";
import { hasToken, type SyntaxNode } from "../syntax.ts";

export interface Docs {
  summary: Plain | undefined;
  parameters: ReadonlyMap<string, string>;
}

export function docsOf(method: SyntaxNode): Docs | undefined {
  const isPartial = method.children.some((child) => child.type === "modifier" && child.text === "partial");
  if (!isPartial && !hasToken(method, "partial")) return undefined;
  const source = commentBefore(method);
  const summary = /<summary>([\s\S]*?)<\/summary>/.exec(source)?.[1];
  const remarks = /<remarks>([\s\S]*?)<\/remarks>/.exec(source)?.[1];
  const words = [summary, remarks].map((part) => plainWords(part ?? "")).filter((part) => part !== "");
  const parameters = new Map<string, string>();
  for (const [, name, description] of source.matchAll(/<param\s+name="(\w+)">([\s\S]*?)<\/param>/g)) {
    if (name !== undefined) parameters.set(name, plainWords(description ?? ""));
  }
  return { summary: words.length > 0 ? text(words.join("\n")) : undefined, parameters };
}

/** The lines of `///` before the method, without the slashes. */
function commentBefore(method: SyntaxNode): string {
  const siblings = method.parent?.children ?? [];
  const lines: string[] = [];
  for (let index = siblings.indexOf(method) - 1; siblings[index]?.type === "comment"; index--) {
    const line = siblings[index]?.text ?? "";
    if (!line.startsWith("///")) break;
    lines.unshift(line.replace(/^\/\/\/ ?/, ""));
  }
  return lines.join("\n");
}

const ENTITIES: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

function plainWords(source: string): string {
  return source
    .replace(/<[^<>]*>/g, "")
    .replace(/&(\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole)
    .split("\n")
    .map((line) => line.trim())
    .join("\n")
    .trim();
}
