import { describe, expect, it } from "vitest";
import { sendDigest } from "../../../functions/digest/digest.ts";
import { recompute } from "../../../functions/recompute/recompute.ts";
import { makeReport } from "../../../functions/report/report.ts";
import type { Rule } from "../../../shared/policy/rule.ts";
import { ruleOf } from "../../support/builders.ts";
import { month, ownWordsPolicy } from "../../support/customs-figures.ts";
import { memoryPorts } from "../../support/memory.ts";
import { reading } from "../../support/reading.ts";
import { positionOf, supplierOf } from "../../support/samples.ts";

const { sector } = ownWordsPolicy;
const lookThrough = ruleOf({
  id: "china-look-through",
  measure: { kind: "look-through", of: { countries: ["CN"] } },
  above: { warning: 0.2 },
});
const OTHER_WORDS = /\b(purchases?|purchased|bought|buy|buys|buyers?|spend)\b/gi;

/** The imports of two months, the second with more from China, some of unknown origin, and an example. */
async function twoMonths(...rules: Rule[]) {
  const policy = { ...ownWordsPolicy, rules: [...rules, ...ownWordsPolicy.rules] };
  const deployment = { policies: new Map([[sector, policy]]), version: "1.2.3", place: null };
  const ports = memoryPorts(month("2026-06-30", 1), [supplierOf({ supplierId: "catl", country: "CN" })]);
  await recompute({ asOf: "2026-06-30" }, ports, deployment);
  const example = { sector, supplierId: "catl", exposure: 500_000_000, source: "illustrative" };
  ports.stored.positions.push(...month("2026-07-31", 3, 1), positionOf(example));
  await recompute({ asOf: "2026-07-31" }, ports, deployment);
  return { ports: { ...ports, publisher: { publish: async () => {} } }, deployment };
}

describe("a sector of imports, which nobody bought", () => {
  it.each([
    ["by its own rule", []],
    ["by a rule through the tiers", [lookThrough]],
  ])("is told in its own words on the page, %s", async (_sentence, rules) => {
    const { ports, deployment } = await twoMonths(...rules);
    const { html } = await makeReport({}, reading(ports), deployment);
    const [, page = ""] = /<body[^>]*>(.*)<\/body>/s.exec(html) ?? [];
    expect(page).toContain("import figures");
    expect(page.match(OTHER_WORDS)).toBeNull();
  });

  it("is told in its own words in the digest", async () => {
    const { ports, deployment } = await twoMonths();
    const { subject, text } = await sendDigest({}, ports, deployment);
    expect(text).toContain("5 import figures");
    expect(`${subject} ${text}`.match(OTHER_WORDS)).toBeNull();
  });
});
