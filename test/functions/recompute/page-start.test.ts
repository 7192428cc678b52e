import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPageStarter } from "../../../functions/aws/lambda/page-starter.ts";
import { recompute } from "../../../functions/recompute/recompute.ts";
import { type ImportCloud, startImportCloud } from "../../support/import-cloud.ts";
import { memoryPorts } from "../../support/memory.ts";
import { chinaPolicy, supplyWith } from "../../support/samples.ts";

const AS_OF = "2026-07-31";
const deployment = {
  policies: new Map(["ai", "defense"].map((sector) => [sector, chinaPolicy(sector)])),
  version: "1.2.3",
  place: null,
};

function portsWith(start: (sector: string) => Promise<void>) {
  return { ...memoryPorts([...supplyWith(300), ...supplyWith(300, "defense")]), pages: { start } };
}

describe("the report page of a sector", () => {
  it("is written anew after each run that was written, and after no dry one", async () => {
    const started: string[] = [];
    const ports = portsWith(async (sector) => {
      started.push(sector);
    });
    await recompute({ asOf: AS_OF, dryRun: true }, ports, deployment);
    expect(started).toEqual([]);
    await recompute({ asOf: AS_OF }, ports, deployment);
    expect(started).toEqual(["ai", "defense"]);
    await recompute({ asOf: "2026-07-01", sector: "ai" }, ports, deployment);
    expect(started).toEqual(["ai", "defense"]);
  });

  it("stops no other sector when it cannot be started, and nothing of what was sent is lost", async () => {
    const ports = portsWith(async (sector) => {
      if (sector === "ai") throw new Error("Rate exceeded");
    });
    await expect(recompute({ asOf: AS_OF }, ports, deployment)).rejects.toThrow(
      "ai: starting the writing of its report page: Rate exceeded",
    );
    expect(ports.stored.published.map(({ sector }) => sector)).toEqual(["ai", "defense"]);
  });
});

describe("the starter of pages", () => {
  let cloud: ImportCloud;
  beforeAll(async () => {
    cloud = await startImportCloud();
  });
  afterAll(() => cloud.close());

  it("does not wait for the page", async () => {
    await createPageStarter("Report").start("ai");
    expect(cloud.started).toMatchObject([{ type: "Event", payload: { sectors: ["ai"] } }]);
    expect(cloud.started[0]?.path).toContain("/functions/Report/invocations");
  });
});
