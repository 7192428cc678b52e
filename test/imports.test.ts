import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, sep } from "node:path";
import { describe, expect, it } from "vitest";
import biome from "../biome.json" with { type: "json" };

// Who may import whom. Biome holds the same while one writes (biome.json); the last test compares the two.

/** The folders of `shared/`, in the order of the flow: each with the others that it may import. */
const SHARED = {
  values: [],
  supply: ["values"],
  policy: ["supply", "values"],
  imports: ["supply", "values"],
  mapping: ["supply", "values"],
  resemblance: [],
  "look-through": ["supply", "values"],
  measures: ["policy", "supply", "values"],
  remedy: ["look-through", "measures", "policy", "supply", "values"],
  ahead: ["policy", "supply", "values"],
  assessment: ["ahead", "imports", "look-through", "measures", "remedy", "policy", "supply", "values"],
  attribution: ["assessment", "imports", "look-through", "measures", "policy", "supply", "values"],
  benchmark: ["assessment", "measures", "policy", "supply", "values"],
  unknowns: ["assessment", "look-through", "measures", "policy", "supply", "values"],
  alerts: ["assessment", "policy", "values"],
  text: ["ahead", "alerts", "benchmark", "imports", "policy", "supply", "unknowns", "values"],
  bulletin: [
    "ahead",
    "alerts",
    "assessment",
    "attribution",
    "benchmark",
    "contract",
    "imports",
    "look-through",
    "measures",
    "remedy",
    "policy",
    "supply",
    "text",
    "unknowns",
    "values",
  ],
  bus: ["alerts", "assessment", "bulletin", "policy", "text", "values"],
  recompute: [
    "alerts",
    "assessment",
    "attribution",
    "benchmark",
    "bulletin",
    "bus",
    "imports",
    "policy",
    "text",
    "values",
  ],
  "event-log": ["alerts", "assessment", "imports", "policy", "values"],
  parts: ["contract", "imports", "supply", "values"],
  digest: [
    "ahead",
    "alerts",
    "assessment",
    "benchmark",
    "bulletin",
    "contract",
    "recompute",
    "policy",
    "supply",
    "text",
    "values",
  ],
  subscriptions: ["bulletin", "contract", "policy", "text", "values"],
  watchdog: ["assessment", "bulletin", "event-log", "policy", "recompute", "text", "values"],
  backtest: [
    "alerts",
    "assessment",
    "bulletin",
    "imports",
    "recompute",
    "policy",
    "supply",
    "text",
    "values",
  ],
  "policy-tests": ["alerts", "assessment", "recompute", "policy", "text", "values"],
  contract: ["imports", "policy", "values"],
} satisfies Record<string, string[]>;

/** Of the other trees: what else than itself each may import. Functions are named by infra by file path alone. */
const TREES: Record<string, RegExp> = {
  report: /^(report|shared)\/|^(d3-(scale|shape|sankey)|node:crypto)$/,
  "functions/report": /^report\//,
  functions: /^(functions|shared)\/|^(@aws-sdk\/|@aws-lambda-powertools\/|node:|zod$)/,
  "functions/import/files": /^(csv-parse|sax|yauzl)$|^i18n-iso-countries/,
  infra:
    /^(infra|shared\/contract|shared\/policy)\/|^shared\/values\/(json-text|parse|problem)\.ts$|^(package|cdk)\.json$|^(aws-cdk-lib|cdk-nag|constructs|node:|zod$)/,
  cli: /^(?!infra\/|test\/|aws-cdk-lib)/,
};
const LAMBDAS = readdirSync("functions").filter((folder) => existsSync(`functions/${folder}/handler.ts`));
const CLI = ["terminal", "input", "cloud", "text", "backtest", "serve", "commands"];

// Static imports and re-exports at the start of a line, and dynamic imports anywhere.
const IMPORT =
  /(?:^import\s+(?:[^;"']*?\bfrom\s*)?|^export\s+(?:type\s+)?[*{][^;"']*?\bfrom\s*|\bimport\s*\(\s*)["']([^"']+)["']/gm;

const files = ["shared", "report", "functions", "infra", "cli"].flatMap((tree) =>
  readdirSync(tree, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => join(tree, file).replaceAll(sep, "/")),
);

describe.each(files)("%s", (file) => {
  const text = readFileSync(file, "utf8");

  it("imports only what it may", () => {
    expect(importsOf(file, text).filter((target) => !mayImport(file, target))).toEqual([]);
  });
});

it.each(files.filter((file) => /^(shared|report)\//.test(file)))(
  "%s is pure: no environment, no clock, no log, no dice",
  (file) => {
    const text = readFileSync(file, "utf8");
    expect(text).not.toMatch(/\bprocess\.|\bDate\.now\b|\bnew Date\(\s*\)|\bconsole\b|\bperformance\./);
    expect(text).not.toMatch(/\bMath\.random\b|\brandomUUID\b/);
  },
);

it("no files need each other, not for types either", () => {
  expect(files.filter((file) => isNeededBy(file, file))).toEqual([]);
});

describe("what a file may import", () => {
  it.each([
    ["shared/supply/fold.ts", 'import { createHash } from "node:crypto";'],
    ["shared/supply/fold.ts", 'import "../../functions/ports/ports.ts";'],
    ["shared/supply/fold.ts", 'const sdk = await import("@aws-sdk/client-sns");'],
    ["shared/supply/fold.ts", 'export type { Stack } from "aws-cdk-lib";'],
    ["shared/supply/fold.ts", 'import { levelOf } from "../policy/level.ts";'],
    ["shared/supply/fold.ts", 'import ai from "../values/missing.json" with { type: "json" };'],
    ["shared/bulletin/sections/news.ts", 'import { strike } from "../../recompute/outbox.ts";'],
    ["functions/digest/digest.ts", 'import { recompute } from "../recompute/recompute.ts";'],
    ["functions/digest/digest.ts", 'import { parse } from "csv-parse";'],
    ["functions/import/files/csv.ts", 'import { upsert } from "../tables/upsert.ts";'],
    ["functions/recompute/recompute.ts", 'import { reportPage } from "../../report/page.ts";'],
    ["report/page.ts", 'import { readPayload } from "../functions/runtime/payload.ts";'],
    ["report/page.ts", 'import { readFileSync } from "node:fs";'],
    ["shared/text/money.ts", 'import { scaleLinear } from "d3-scale";'],
    ["infra/app.ts", 'import { digest } from "../functions/digest/digest.ts";'],
    ["infra/app.ts", 'import { assess } from "../shared/assessment/assess.ts";'],
    ["cli/text/alerts.ts", 'import "../commands/alerts.ts";'],
    ["cli/run.ts", 'import "../infra/app.ts";'],
  ])("%s: not %s", (file, line) => {
    const [target = ""] = importsOf(file, line);
    expect(target).not.toBe("");
    expect(mayImport(file, target)).toBe(false);
  });

  it("is said of each folder of shared, and of no other", () => {
    const folders = readdirSync("shared", { withFileTypes: true });
    expect(folders.map(({ name }) => name).sort()).toEqual(Object.keys(SHARED).sort());
  });

  it.each(Object.entries(SHARED))("is the same in biome.json: shared/%s", (folder, others) => {
    const [group] = biomeGroups(`shared/${folder}/**`);
    const allowed = group?.flatMap((pattern) => /^!\.\.\/([a-z-]+)\/\*\*$/.exec(pattern)?.[1] ?? []);
    expect(allowed?.sort()).toEqual([...others].sort());
  });
});

const importsBy = new Map(files.map((file) => [file, importsOf(file, readFileSync(file, "utf8"))]));

/** Whether a file imports another one, itself or through others. */
function isNeededBy(wanted: string, file: string): boolean {
  const open = [file];
  const seen = new Set(open);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const target of importsBy.get(next) ?? []) {
      if (target === wanted) return true;
      if (seen.has(target)) continue;
      seen.add(target);
      open.push(target);
    }
  }
  return false;
}

/** What a file imports: a path from the root for a file of ours, else the name of the package. */
function importsOf(file: string, text: string): string[] {
  const specifiers = [...text.matchAll(IMPORT)].map(([, specifier = ""]) => specifier);
  return specifiers.map((specifier) =>
    specifier.startsWith(".") ? normalize(join(dirname(file), specifier)).replaceAll(sep, "/") : specifier,
  );
}

function mayImport(file: string, target: string): boolean {
  const isOurs = target.includes("/") && files.some((one) => one.split("/")[0] === target.split("/")[0]);
  if (isOurs && !existsSync(target)) return false;
  if (file.startsWith("shared/")) return sharedMay(folderIn("shared", file), target);
  if (isOtherLambda(file, target) || isLaterInCli(file, target)) return false;
  if (file.startsWith("functions/import/files/")) {
    if (/^functions\/import\/(tables|bucket)\//.test(target)) return false;
    if (TREES["functions/import/files"]?.test(target)) return true;
  }
  // Only the function that writes the page draws it.
  if (file.startsWith("functions/report/") && TREES["functions/report"]?.test(target)) return true;
  return TREES[file.split("/")[0] ?? ""]?.test(target) ?? false;
}

function sharedMay(folder: string, target: string): boolean {
  if (target === "zod") return true;
  if (folder === "resemblance" && /^(any-ascii|fuzzball)$/.test(target)) return true;
  if (folder === "policy" && target === "policies/restricted-lists.json") return true;
  const to = folderIn("shared", target);
  return to !== "" && (to === folder || (SHARED as Record<string, string[]>)[folder]?.includes(to) === true);
}

function isOtherLambda(file: string, target: string): boolean {
  const [from, to] = [folderIn("functions", file), folderIn("functions", target)];
  return LAMBDAS.includes(from) && LAMBDAS.includes(to) && from !== to;
}

function isLaterInCli(file: string, target: string): boolean {
  const from = CLI.indexOf(folderIn("cli", file));
  return from >= 0 && CLI.indexOf(folderIn("cli", target)) > from;
}

/** The folder of a file right under a tree; empty where it stands elsewhere. */
function folderIn(tree: string, file: string): string {
  const [first, folder = "", ...rest] = file.split("/");
  return first === tree && rest.length > 0 ? folder : "";
}

function biomeGroups(includes: string): string[][] {
  const override = biome.overrides.find((one) => one.includes.includes(includes));
  const rule = override?.linter.rules.style as
    | { noRestrictedImports?: { options: { patterns: { group: string[] }[] } } }
    | undefined;
  return rule?.noRestrictedImports?.options.patterns.map(({ group }) => group) ?? [];
}
