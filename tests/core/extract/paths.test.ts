/** What the names of folders say about the files in them. */
import { expect, it } from "vitest";
import { isExamplePath, isTestPath } from "../../../src/core/extract/paths.ts";

it.each([
  ["tests/server.py", true],
  ["transports/http/integration-tests/src/main/java/Tools.java", true],
  ["internal/integration_testing/server/main.go", true],
  ["conformance-server/main.go", true],
  ["llm-tests/server.py", true],
  ["cmd/dev-mcp-mock/main.go", true],
  ["src/tools/ab-tests/create.ts", false],
  ["src/tools/test-runs/create.ts", false],
  ["src/mockups/create.ts", false],
  ["src/conform/create.ts", false],
])("tests lie in %s: %s", (path, isTest) => expect(isTestPath(path)).toBe(isTest));

it.each([
  ["examples/server.py", true],
  ["libs/mcp-server-template/src/tool.ts", true],
  ["sample-app/main.go", false],
  ["packages/app-samples/main.go", true],
  ["src/tools/prompt-templates/create.ts", false],
])("examples lie in %s: %s", (path, isExample) => expect(isExamplePath(path)).toBe(isExample));
