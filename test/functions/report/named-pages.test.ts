import { describe, expect, it } from "vitest";
import { sendDigest } from "../../../functions/digest/digest.ts";
import { recompute } from "../../../functions/recompute/recompute.ts";
import { makeReport } from "../../../functions/report/report.ts";
import type { Bulletin } from "../../../shared/bulletin/bulletin.ts";
import type { Message } from "../../../shared/bulletin/message.ts";
import type { Policy } from "../../../shared/policy/policy.ts";
import type { CommandPlace } from "../../../shared/text/command.ts";
import { ruleOf } from "../../support/builders.ts";
import { type MemoryPorts, memoryPorts } from "../../support/memory.ts";
import { idsIn } from "../../support/read-page.ts";
import { reading } from "../../support/reading.ts";
import { chinaPolicy, positionOf, supplyWith } from "../../support/samples.ts";

const AS_OF = "2026-07-31";
const STACK = { stack: "Chokepoint" };
const WITH_PAGES = { ...STACK, pages: "pages-1" };

function deploymentOf(policy: Policy, place: CommandPlace = WITH_PAGES) {
  return { policies: new Map([[policy.sector, policy]]), version: "1.2.3", place };
}

/** The last bulletin of a run, and the page that is made after it. */
async function mailAndPage(ports: MemoryPorts, policy: Policy, place?: CommandPlace) {
  const deployment = deploymentOf(policy, place);
  await recompute({ asOf: AS_OF }, ports, deployment);
  const bulletin = ports.stored.published.at(-1) as Bulletin | undefined;
  if (bulletin === undefined) throw new Error("no bulletin");
  const { html } = await makeReport({}, reading(ports), deployment);
  return { bulletin, page: html };
}

const perItem = chinaPolicy("ai", { rules: [ruleOf({ by: "item" })] });

describe("an e-mail", () => {
  it.each<[string, Policy, MemoryPorts]>([
    ["about a rule", chinaPolicy(), memoryPorts(supplyWith(700))],
    [
      "about an item with an odd name",
      perItem,
      memoryPorts([positionOf({ item: "ups / 5 %", originCountry: "CN" })]),
    ],
  ])("%s names the bucket, and a place that is on the page", async (_about, policy, ports) => {
    const { bulletin, page } = await mailAndPage(ports, policy);
    const { address = "", anchor = "" } = bulletin.page ?? {};
    expect(address).toBe("s3://pages-1/reports/ai.html");
    expect(idsIn(page)).toContain(anchor);
    expect(anchor.startsWith("ai/china-origin")).toBe(true);
    const lines = bulletin.text.split("\n");
    expect(lines).toContain(`    ${address}`);
    expect(lines).toContain(`    aws s3 cp ${address} ai.html`);
    expect(lines).toContain("    npx chokepoint report --sector ai --out ai.html --stack Chokepoint");
    expect(lines).toContain(`    ai.html#${anchor}`);
  });

  it("and its page call the command line as the stack does, and say where", async () => {
    const call = "docker run --rm team/supply";
    const { bulletin, page } = await mailAndPage(memoryPorts(supplyWith(700)), chinaPolicy(), {
      ...STACK,
      call,
    });
    for (const text of [bulletin.text, page]) {
      expect(text).not.toContain("npx chokepoint");
      expect(text).toContain(`${call} simulate --sector ai `);
    }
    expect(bulletin.text.replaceAll(/\s+/g, " ")).toContain(
      `COMMANDS Run commands where "${call}" starts Chokepoint, with access to its AWS account.`,
    );
    expect(page).toContain(
      `Run commands where &quot;${call}&quot; starts Chokepoint, with access to its AWS account.`,
    );
  });

  it("of a stack whose bucket is not known names the command alone", async () => {
    const { bulletin } = await mailAndPage(memoryPorts(supplyWith(700)), chinaPolicy(), STACK);
    expect(bulletin.page).toBeUndefined();
    expect(bulletin.text).not.toContain("s3://");
    expect(bulletin.text).toContain("npx chokepoint report --sector ai --out ai.html --stack Chokepoint");
  });

  it("about data that is gone leads to the sector", async () => {
    const ports = memoryPorts(supplyWith(100));
    await recompute({ asOf: "2026-07-24" }, ports, deploymentOf(chinaPolicy()));
    ports.stored.positions = [];
    const { bulletin, page } = await mailAndPage(ports, chinaPolicy());
    expect(bulletin.page?.anchor).toBe("ai");
    expect(idsIn(page)).toContain("ai");
  });
});

describe("a digest", () => {
  const digest = async (place: CommandPlace) => {
    const ports = memoryPorts(supplyWith(700));
    const policies = new Map(["ai", "defense"].map((sector) => [sector, chinaPolicy(sector)]));
    await recompute({ asOf: AS_OF, sector: "ai" }, ports, { policies, version: "1.2.3", place });
    const sent: Message[] = [];
    const publisher = { publish: async (message: Message) => void sent.push(message) };
    const { text } = await sendDigest({}, { ...ports, publisher }, { policies, version: "1.2.3", place });
    return { text, document: sent[0]?.document };
  };

  it("names the page of each sector that was assessed", async () => {
    const { text, document } = await digest(WITH_PAGES);
    expect(text).toContain("    s3://pages-1/reports/ai.html\n");
    expect(text).not.toContain("defense.html");
    expect(text).toContain("    npx chokepoint report --stack Chokepoint\n");
    expect(document).toMatchObject({ pages: "s3://pages-1/reports/" });
  });

  it("names no bucket where none is known", async () => {
    const { text, document } = await digest({ dir: "mine" });
    expect(text).not.toContain("s3://");
    expect(text).toContain("    npx chokepoint report --dir mine\n");
    expect(document).not.toHaveProperty("pages");
  });
});
