import { readFileSync } from "node:fs";
import { afterAll, expect, it } from "vitest";
import { parseMapping } from "../../shared/mapping/parse-mapping.ts";
import { workplace } from "../support/command-line.ts";
import { erpPurchases, erpText } from "../support/erp.ts";
import { policyFiles } from "../support/policy-files.ts";

const PAGE = readFileSync("docs/your-data.md", "utf8");
const policies = policyFiles("ai", "defense");
const place = workplace(policies.folder);
afterAll(() => {
  policies.remove();
  place.remove();
});

it("the commands of docs/your-data.md lead from an export to a first alert", async () => {
  place.file("orders.csv", erpText(erpPurchases()));
  const [, block = ""] = /```\n(npx chokepoint [^`]*)```/.exec(PAGE) ?? [];
  const commands = block.trim().split("\n");
  expect(commands.length).toBeGreaterThan(3);
  let last = "";
  for (const command of commands) {
    const args = command.replace(/^npx chokepoint /, "").split(" ");
    // Without it the day of the test would decide which purchases still count.
    const asOf = args[0] === "recompute" ? ["--as-of", "2026-07-31"] : [];
    const { code, stdout, stderr } = await place.chokepoint(...args, ...asOf);
    expect({ command, code, stderr }).toEqual({ command, code: 0, stderr: "" });
    last = stdout;
  }
  expect(last).toMatch(/Subject: \[/);
});

it("the mapping of docs/your-data.md can be read", () => {
  const [, block = ""] = /```json\n([^`]*)```/.exec(PAGE) ?? [];
  expect(parseMapping(block)).toMatchObject({ mapping: { lines: "add-up" } });
});
