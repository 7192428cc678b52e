import { describe, expect, it } from "vitest";
import { recompute } from "../../../functions/recompute/recompute.ts";
import { makeReport } from "../../../functions/report/report.ts";
import { type ReportResult, writePages } from "../../../functions/report/write-pages.ts";
import type { BrokenPolicy } from "../../../shared/policy/policies.ts";
import type { Policy } from "../../../shared/policy/policy.ts";
import { defaultWording } from "../../../shared/policy/wording.ts";
import { ruleOf } from "../../support/builders.ts";
import { type MemoryPorts, memoryPorts } from "../../support/memory.ts";
import { idsIn, linksIn } from "../../support/read-page.ts";
import { reading } from "../../support/reading.ts";
import { chinaPolicy, positionOf, supplierOf, supplyWith } from "../../support/samples.ts";

const AS_OF = "2026-07-31";

function deploymentOf(...policies: (Policy | BrokenPolicy)[]) {
  return {
    policies: new Map(policies.map((policy) => [policy.sector, policy])),
    version: "1.2.3",
    place: { stack: "Chokepoint" },
  };
}

async function pageOf(ports: MemoryPorts, policy: Policy | BrokenPolicy, most?: number): Promise<string> {
  const { html } = await makeReport({}, reading(ports), deploymentOf(policy), most);
  const ids = idsIn(html);
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  expect(linksIn(html).filter((id) => !ids.includes(id))).toEqual([]);
  return html;
}

describe("the page of an odd sector", () => {
  it("says that nothing is in its window", async () => {
    const ports = memoryPorts();
    await recompute({ asOf: AS_OF }, ports, deploymentOf(chinaPolicy()));
    const page = await pageOf(ports, chinaPolicy());
    expect(page).toContain("No position lies in the window");
    const [stored] = [...ports.stored.assessments.values()];
    expect(page).toContain(
      `Chokepoint 1.2.3, assessment <code>${stored?.assessment.id}</code>, input <code>${stored?.assessment.inputHash}</code>`,
    );
    expect(page).toContain("no alert is known to be open: it has no data, so no limit is checked");
    expect(page).not.toContain("inside limits");
  });

  it("says that it was never assessed, and how it is", async () => {
    const page = await pageOf(memoryPorts(), chinaPolicy());
    expect(page).toContain("It was never assessed.");
    expect(page).toContain('<span class="level possible">not assessed</span>');
    expect(page).toContain("npx chokepoint recompute --sector ai --stack Chokepoint");
  });

  it("says why its policy cannot be used", async () => {
    const broken = { sector: "ai", problem: 'ai.json: "<b>" is no unit', unit: null };
    const page = await pageOf(memoryPorts(), broken);
    expect(page).toContain(
      "its policy cannot be used: ai.json: &quot;&lt;b&gt;&quot; is no unit. Until the file is mended",
    );
    expect(page).toContain(
      "and deployed, nothing of it is assessed. Whether it is mended: <code>npx chokepoint policy check",
    );
  });

  it("says what happens to its alerts while its policy cannot be used", async () => {
    const ports = memoryPorts(supplyWith(700));
    await recompute({ asOf: AS_OF }, ports, deploymentOf(chinaPolicy()));
    const page = await pageOf(ports, { sector: "ai", problem: "ai.json: is not JSON", unit: null });
    expect(page).toContain("nothing of it is assessed, and its 1 open alert stays open.");
    expect(page).toContain('<span class="level critical">CRITICAL</span> not watched</li>');
  });

  it("explains an assessment that has losses in days, also after stock has changed", async () => {
    const supplier = supplierOf({ country: "CN", recoveryDays: 90 });
    const ports = memoryPorts(supplyWith(700), [supplier]);
    await recompute({ asOf: AS_OF }, ports, deploymentOf(chinaPolicy()));
    const page = await pageOf(ports, chinaPolicy());
    expect(page).toContain("Days missing");
    expect(page).not.toContain("has changed since this assessment");
    ports.stored.suppliers = [{ ...supplier, stockDays: 30 }];
    expect(await pageOf(ports, chinaPolicy())).not.toContain("has changed since this assessment");
  });

  it("explains an assessment after a company has got a short name", async () => {
    const ports = memoryPorts(supplyWith(700), [supplierOf()]);
    await recompute({ asOf: AS_OF }, ports, deploymentOf(chinaPolicy()));
    const wording = { ...defaultWording, names: new Map([["maker", "Short"]]) };
    const page = await pageOf(ports, chinaPolicy("ai", { wording }));
    expect(page).toContain("Short");
    expect(page).not.toContain("has changed since this assessment");
  });

  it("says that no policy names it, while positions or alerts are left of it", async () => {
    const [policy, other] = [chinaPolicy("ai"), chinaPolicy("gas")];
    const ports = memoryPorts([...supplyWith(700, "gas"), ...supplyWith(0, "oil")]);
    await recompute({ asOf: AS_OF }, ports, deploymentOf(other, chinaPolicy("oil"), chinaPolicy("coal")));
    const page = await pageOf(ports, policy);
    expect(page).toContain('<a href="#gas">gas</a> not watched');
    expect(page).toContain(
      "gas is not watched: there is no policy of it, and its 1 open alert stays open: put gas.json back, or close it: npx chokepoint recompute --sector gas --close --stack Chokepoint</p>",
    );
    expect(page).toContain(
      "oil is not watched: there is no policy of it, and no figure counts its positions: to watch it, put oil.json among the policies</p>",
    );
    expect(idsIn(page)).not.toContain("coal");
  });

  it("says of a sector without a policy that it could not be read", async () => {
    const ports = memoryPorts(supplyWith(700, "gas"));
    await recompute({ asOf: AS_OF }, ports, deploymentOf(chinaPolicy("gas")));
    const { load } = ports.ledgers;
    ports.ledgers.load = async (sector) => {
      if (sector === "gas") throw new Error("Rate exceeded");
      return await load(sector);
    };
    const { html, problems } = await makeReport({}, reading(ports), deploymentOf(chinaPolicy()));
    expect(problems).toEqual(["gas: Rate exceeded"]);
    expect(html).toContain("It could not be read: Rate exceeded");
  });

  it("says why it could not be read, and reads the others", async () => {
    const ports = memoryPorts(supplyWith(700, "defense"));
    const { load } = ports.ledgers;
    ports.ledgers.load = async (sector) => {
      if (sector === "ai") throw new Error("Rate exceeded");
      return await load(sector);
    };
    const deployment = deploymentOf(chinaPolicy("ai"), chinaPolicy("defense"));
    await recompute({ asOf: AS_OF, sector: "defense" }, ports, deployment);
    const { html, problems } = await makeReport({}, reading(ports), deployment);
    expect(problems).toEqual(["ai: reading its ledger: Rate exceeded"]);
    expect(html).toContain("It could not be read: reading its ledger: Rate exceeded");
    expect(html).toContain("70.0\u00a0% of supply made in China");
  });

  it("says when it is not known whether there are sectors without a policy", async () => {
    const ports = memoryPorts();
    ports.ledgerNames.sectors = () => {
      throw new Error("not authorized: dynamodb:Scan");
    };
    const { html, problems } = await makeReport({}, reading(ports), deploymentOf(chinaPolicy()));
    expect(problems).toEqual(["the sectors without a policy: not authorized: dynamodb:Scan"]);
    expect(html).toContain("of a sector without a policy is not known: not authorized: dynamodb:Scan");
  });

  it("shows a minimum, programs and a silence", async () => {
    const rules = [
      ruleOf({
        id: "made-at-home",
        title: "Made at home",
        measure: { kind: "share", of: { facet: "origin", countries: ["US"] } },
        above: undefined,
        below: { warning: 0.5 },
        by: "program",
      }),
    ];
    const policy = chinaPolicy("ai", { rules });
    const ports = memoryPorts(
      ["DDG 51", "<i>"].map((program, at) =>
        positionOf({ positionId: `P-${at}`, program, originCountry: "CN" }),
      ),
      [supplierOf()],
    );
    await recompute({ asOf: AS_OF }, ports, deploymentOf(policy));
    const ledger = ports.stored.ledgers.get("ai");
    if (ledger === undefined) throw new Error("no ledger");
    const silence = { id: "s1", rule: null, group: null, until: "2026-09-01", by: "Ana", reason: "known" };
    ports.stored.ledgers.set("ai", {
      ...ledger,
      silences: [{ ...silence, at: `${AS_OF}T06:00:00.000Z` } as never],
    });
    const page = await pageOf(ports, policy);
    expect(page).toContain("minimum 50 %");
    expect(page).toContain('id="ai/made-at-home/DDG%2051"');
    expect(page).toContain("Made at home (&lt;i&gt;)");
    expect(page).toContain("silenced until 2026-09-01 by Ana");
  });

  it("shows what is stored of a sector that is too large to be read anew", async () => {
    const ports = memoryPorts(supplyWith(700));
    await recompute({ asOf: AS_OF }, ports, deploymentOf(chinaPolicy()));
    const page = await pageOf(ports, chinaPolicy(), 1);
    expect(page).toContain(
      "The 2 positions of the window are too many for the function that writes this page",
    );
    expect(page).toContain("npx chokepoint report --sector ai --stack Chokepoint");
    expect(page.match(/Not worked out on this page/g)).toHaveLength(5);
    expect(page).not.toMatch(/No move of supply is known|No open question is known/);
    expect(idsIn(page)).toContain("ai/by-origin");
    expect(idsIn(page)).not.toContain("ai/rows");
  });
});

describe("the pages of a stack", () => {
  it("are written each by itself, and one that fails stops no other", async () => {
    const ports = memoryPorts([...supplyWith(700), ...supplyWith(100, "defense")]);
    const deployment = deploymentOf(chinaPolicy("ai"), chinaPolicy("defense"));
    await recompute({ asOf: AS_OF }, ports, deployment);
    const written: string[] = [];
    const pages = {
      async write(sector: string) {
        if (sector === "ai") throw new Error("Access Denied");
        written.push(sector);
        return { bucket: "b", key: `reports/${sector}.html` };
      },
    };
    const all: Promise<ReportResult> = writePages({}, { ...reading(ports), pages }, deployment, 1000);
    await expect(all).rejects.toThrow("ai: writing its page: Access Denied");
    expect(written).toEqual(["defense"]);
  });
});
