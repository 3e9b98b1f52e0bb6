/**
 * Where a server comes from: the entries of `data/sources.json`, written by people.
 *
 * A source is a string (`npm:<package>[@version]`, `github:<owner>/<repo>[@ref][#subfolder]`, `dir:<path>`) or an object
 * that names several; then `repository` is tried first, `package` next, `folder` last, and the first that can be reached
 * is used.
 */
import { z } from "zod";
import { Slug } from "./slug.ts";

export const NPM_SPEC = /^npm:((?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*)(?:@([^@/\s]+))?$/i;
export const GITHUB_SPEC =
  /^github:([A-Za-z0-9](?:[A-Za-z0-9-]{0,38}))\/([A-Za-z0-9._-]{1,100})(?:@([^#\s]+))?(?:#(\S+))?$/;
export const DIR_SPEC = /^dir:(.+)$/;

export const NpmSpec = z.string().regex(NPM_SPEC, "expected npm:<package> or npm:<package>@<version>");
export const GithubSpec = z
  .string()
  .regex(GITHUB_SPEC, "expected github:<owner>/<repository>, with @<ref> and #<subfolder> as needed");
export const DirSpec = z.string().regex(DIR_SPEC, "expected dir:<path of a folder>");
export const SourceSpec = z.union([NpmSpec, GithubSpec, DirSpec]);
export type SourceSpec = z.infer<typeof SourceSpec>;

export const Source = z
  .strictObject({
    slug: Slug.optional(),
    /** Slugs that the server had before, whose addresses lead to the present one. */
    formerSlugs: z.array(Slug).optional(),
    name: z.string().min(1).optional(),
    repository: GithubSpec.optional(),
    package: NpmSpec.optional(),
    folder: DirSpec.optional(),
  })
  .refine((source) => source.repository ?? source.package ?? source.folder, {
    message: "a source names at least one of repository, package, folder",
  });
export type Source = z.infer<typeof Source>;

export const Sources = z.strictObject({
  $schema: z.string().optional(),
  sources: z.array(z.union([SourceSpec, Source])),
});
export type Sources = z.infer<typeof Sources>;
