/** A server's place in addresses and folders: lower case, and safe as a path segment on every operating system. */
import { z } from "zod";

/** Names that Windows keeps for devices, with or without an ending. */
export const RESERVED_FILE_NAME = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/i;

export const Slug = z
  .string()
  .max(100)
  .regex(/^[a-z0-9]+(?:[._-][a-z0-9]+)*$/, "a slug is lower-case letters and digits, joined by single . _ or -")
  .refine((slug) => !RESERVED_FILE_NAME.test(slug), "a slug is not a device name of Windows (con, nul, com1 …)");
export type Slug = z.infer<typeof Slug>;
