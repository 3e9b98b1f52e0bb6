/**
 * What a server's own files say of it beside its tools: package.json, pyproject.toml, Cargo.toml and the licence.
 * Nothing in them is trusted: a value of the wrong shape is as good as absent.
 */
import { parse as parseToml } from "smol-toml";
import { z } from "zod";
import type { FileTree } from "../../../src/core/extract/types.ts";
import { parseRepositoryUrl, type RepositoryAddress } from "../../../src/core/repository-url.ts";

export interface ServerFacts {
  name?: string;
  description?: string;
  license?: string;
  repository?: RepositoryAddress;
  /** The npm package that the folder is, where it may be published. */
  npm?: { name: string; version?: string };
}

/** What tools that begin a project write where its author is to describe it. */
const PLACEHOLDER = /^(?:add|insert|enter|write) (?:your|a|the) (?:\w+ )?description(?: here)?\W*$/i;

const text = z.string().trim().min(1).max(4000).optional().catch(undefined);

const PackageJson = z.looseObject({
  name: text,
  version: text,
  description: text,
  private: z.boolean().optional().catch(undefined),
  workspaces: z.unknown().optional(),
  license: z.union([text, z.looseObject({ type: text }).transform(({ type }) => type)]).catch(undefined),
  repository: z
    .union([
      z.string().transform((url) => ({ url, directory: undefined })),
      z.looseObject({ url: text, directory: text }),
    ])
    .optional()
    .catch(undefined),
});

const Toml = z.looseObject({
  project: z
    .looseObject({ name: text, description: text, license: z.unknown().optional() })
    .optional()
    .catch(undefined),
  package: z
    .looseObject({ name: text, description: text, license: z.unknown().optional() })
    .optional()
    .catch(undefined),
  workspace: z
    .looseObject({ package: z.looseObject({ name: text, description: text, license: z.unknown().optional() }) })
    .optional()
    .catch(undefined),
});

/** The folder of the server itself counts first, the root of the tree next. */
export function readServerFacts(files: FileTree, subfolder?: string): ServerFacts {
  const folders = subfolder ? [`${subfolder}/`, ""] : [""];
  const facts: ServerFacts = {};
  for (const folder of folders) {
    const own = folder === folders[0];
    for (const found of [readPackageJson(files, folder, own), readToml(files, folder)]) {
      // The root of a monorepo has a name and a description of its own, which are not this server's.
      if (own && found.name) facts.name ??= found.name;
      if (own && found.description) facts.description ??= found.description;
      if (own && found.npm) facts.npm ??= found.npm;
      if (found.license && !/^see license/i.test(found.license)) facts.license ??= spellLicense(found.license);
      if (found.repository) facts.repository ??= found.repository;
    }
    const license = readLicenseFile(files, folder);
    if (license) facts.license ??= license;
  }
  return facts;
}

function readPackageJson(files: FileTree, folder: string, own: boolean): ServerFacts {
  const parsed = PackageJson.safeParse(readAs(JSON.parse, files.get(`${folder}package.json`)));
  if (!parsed.success) return {};
  const { name, version, description, license, repository, workspaces } = parsed.data;
  const facts: ServerFacts = {};
  // What only holds other packages together and is never published has a name for its makers.
  const isFrame = parsed.data.private && (workspaces !== undefined || files.has(`${folder}pnpm-workspace.yaml`));
  if (name && !isFrame) facts.name = name;
  if (description && !PLACEHOLDER.test(description)) facts.description = description;
  if (license) facts.license = license;
  const place = repository?.url ? parseRepositoryUrl(repository.url) : undefined;
  if (place)
    facts.repository = { ...place, ...(repository?.directory && { subfolder: cleanFolder(repository.directory) }) };
  if (own && name && !parsed.data.private) facts.npm = { name, ...(version && { version }) };
  return facts;
}

function readToml(files: FileTree, folder: string): ServerFacts {
  const found = files.get(`${folder}pyproject.toml`) ?? files.get(`${folder}Cargo.toml`);
  const parsed = Toml.safeParse(readAs(parseToml, found));
  const project = parsed.success
    ? (parsed.data.project ?? parsed.data.package ?? parsed.data.workspace?.package)
    : undefined;
  if (!project) return {};
  const license = z.union([text, z.looseObject({ text }).transform((table) => table.text)]).safeParse(project.license);
  const short = license.success && license.data && license.data.length < 60 ? license.data : undefined;
  return {
    ...(project.name && { name: project.name }),
    ...(project.description && !PLACEHOLDER.test(project.description) && { description: project.description }),
    ...(short && { license: short }),
  };
}

function readAs(parse: (text: string) => unknown, source: string | undefined): unknown {
  if (source === undefined) return undefined;
  try {
    return parse(source.replace(/^\ufeff/, ""));
  } catch {
    // A file that its own tools could not read either says nothing.
    return undefined;
  }
}

/** The sentence that each licence begins with or is known by, in one line, to its SPDX identifier. */
const LICENSES: [RegExp, string][] = [
  [/Apache License,? Version 2\.0/i, "Apache-2.0"],
  [/GNU AFFERO GENERAL PUBLIC LICENSE Version 3/i, "AGPL-3.0"],
  [/GNU LESSER GENERAL PUBLIC LICENSE Version 3/i, "LGPL-3.0"],
  [/GNU GENERAL PUBLIC LICENSE Version 3/i, "GPL-3.0"],
  [/GNU GENERAL PUBLIC LICENSE Version 2/i, "GPL-2.0"],
  [/Mozilla Public License,? Version 2\.0/i, "MPL-2.0"],
  [/Permission is hereby granted, free of charge, to any person obtaining a copy/i, "MIT"],
  [/Permission to use, copy, modify, and\/or distribute this software/i, "ISC"],
  [/Neither the name of .{1,100} nor the names of its contributors/i, "BSD-3-Clause"],
  [/Redistribution and use in source and binary forms/i, "BSD-2-Clause"],
  [/This is free and unencumbered software/i, "Unlicense"],
];

/** One identifier is spelled as the list of SPDX has it, however its author did. */
function spellLicense(license: string): string {
  return LICENSES.find(([, id]) => id.toLowerCase() === license.toLowerCase())?.[1] ?? license;
}

function readLicenseFile(files: FileTree, folder: string): string | undefined {
  const names = ["LICENSE", "LICENSE.md", "LICENSE.txt", "LICENCE", "COPYING"];
  const found = names.map((name) => files.get(`${folder}${name}`)).find((content) => content !== undefined);
  if (found === undefined) return undefined;
  // Several licences in one file (one for old parts, one for new) have no one name.
  const line = found.slice(0, 60_000).replace(/\s+/g, " ");
  const matching = LICENSES.filter(([sign]) => sign.test(line));
  return matching.length > 0 && !(matching.length > 1 && /MIT|Apache/.test(matching.map(([, id]) => id).join()))
    ? matching[0]?.[1]
    : undefined;
}

function cleanFolder(folder: string): string {
  const parts = folder.split("/").filter((part) => part !== "" && part !== ".");
  return parts.includes("..") ? "" : parts.join("/");
}
