/** A server's place in addresses and folders: lower case, and safe as a path segment on every operating system. */
import { z } from "zod";
import { RESERVED_FILE_NAME } from "../reserved-file-name.ts";

export const Slug = z
  .string()
  .max(100)
  .regex(/^[a-z0-9]+(?:[._-][a-z0-9]+)*$/, "a slug is lower-case letters and digits, joined by single . _ or -")
  .refine((slug) => !RESERVED_FILE_NAME.test(slug), "a slug is not a device name of Windows (con, nul, com1 …)");
export type Slug = z.infer<typeof Slug>;
