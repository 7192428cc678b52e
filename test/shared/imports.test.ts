import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, it } from "vitest";

// Static imports and re-exports at the start of a line, and dynamic imports anywhere.
const IMPORT =
  /(?:^import\s+(?:[^;"']*?\bfrom\s*)?|^export\s+(?:type\s+)?[*{][^;"']*?\bfrom\s*|\bimport\s*\(\s*)["']([^"']+)["']/gm;

const files = readdirSync("shared", { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => join("shared", file));

describe.each(files)("%s", (file) => {
  const text = readFileSync(file, "utf8");

  it("imports zod and files of shared, and nothing else", () => {
    const imported = [...text.matchAll(IMPORT)].map(([, specifier = ""]) => specifier);
    expect(imported.filter((specifier) => !isAllowed(file, specifier))).toEqual([]);
  });

  it("looks at no environment and no clock, and logs nothing", () => {
    expect(text).not.toMatch(/\bprocess\.|\bDate\.now\b|\bnew Date\(\s*\)|\bconsole\b|\bperformance\./);
  });

  it("is the same on every run: it rolls no dice", () => {
    expect(text).not.toMatch(/\bMath\.random\b|\brandomUUID\b/);
  });
});

describe("the rule above", () => {
  it.each([
    ['import { createHash } from "node:crypto";', "node:crypto"],
    ['import "../functions/ports.ts";', "../functions/ports.ts"],
    ['const sdk = await import("@aws-sdk/client-sns");', "@aws-sdk/client-sns"],
    ['export type { Stack } from "aws-cdk-lib";', "aws-cdk-lib"],
    ['import ai from "./policies/missing.json" with { type: "json" };', "./policies/missing.json"],
  ])("sees that %s is not allowed", (line, expected) => {
    const [specifier = ""] = [...line.matchAll(IMPORT)].map(([, found = ""]) => found);
    expect(specifier).toBe(expected);
    expect(isAllowed("shared/fold.ts", specifier)).toBe(false);
  });

  it("has files to look at", () => {
    expect(files).toContain(join("shared", "fold.ts"));
  });
});

function isAllowed(file: string, specifier: string): boolean {
  if (specifier === "zod") return true;
  if (!specifier.startsWith(".")) return false;
  const target = join(dirname(file), specifier);
  return !relative("shared", target).startsWith("..") && existsSync(target);
}
