import { describe, expect, it } from "vitest";
import { recompute } from "../../../functions/recompute/recompute.ts";
import { makeReport } from "../../../functions/report/report.ts";
import type { Policy } from "../../../shared/policy/policy.ts";
import { memoryPorts } from "../../support/memory.ts";
import { chinaPolicy, supplyWith } from "../../support/samples.ts";

const AI = chinaPolicy("ai", { benchmark: { sector: "imports" } });
const IMPORTS = chinaPolicy("imports", { title: "<b>Imports</b>" });

/** The page about AI, after runs for some sectors. */
async function pageAfter(policies: Policy[], ...ran: string[]): Promise<string> {
  const memory = memoryPorts([...supplyWith(570), ...supplyWith(280, "imports")]);
  memory.clock.now = new Date("2026-07-31T06:00:00Z");
  const deployment = {
    policies: new Map(policies.map((policy) => [policy.sector, policy])),
    version: "1.2.3",
    place: null,
  };
  for (const sector of ran) await recompute({ sector }, memory, deployment);
  const summaries = { async *between() {} };
  const { html } = await makeReport({ sectors: ["ai"] }, { ...memory, summaries }, deployment);
  return html;
}

describe("the page about a sector with a benchmark", () => {
  it("shows the figures of both, and no title as markup", async () => {
    const page = await pageAfter([AI, IMPORTS], "imports", "ai");
    const [, section = ""] = page.split('id="ai/beside"');
    expect(section).toContain('<data value="0.57 0.57">57.0 %</data>');
    expect(section).toContain('<data value="0.28 0.28">28.0 %</data>');
    expect(section).toContain("&lt;b&gt;Imports&lt;/b&gt;");
    expect(section).not.toContain("<b>");
  });

  it("says why nothing is compared", async () => {
    expect(await pageAfter([AI, IMPORTS], "ai")).toContain(
      "<p>Not compared with &lt;b&gt;Imports&lt;/b&gt;: it was not assessed up to this day.</p>",
    );
    expect(await pageAfter([AI], "ai")).toContain(
      "<p>Not compared with imports: no usable policy of it is here.</p>",
    );
  });

  it("says when no rule can be compared", async () => {
    const [rule] = AI.rules;
    if (rule === undefined) throw new Error("no rule");
    const owners = { ...rule, measure: { kind: "hhi", facet: "owner" } as const, above: { warning: 1000 } };
    expect(await pageAfter([{ ...AI, rules: [owners] }, IMPORTS], "imports", "ai")).toContain(
      "no rule asks where goods are made that both have",
    );
  });
});
