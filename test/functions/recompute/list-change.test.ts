import { describe, expect, it } from "vitest";
import { recompute } from "../../../functions/recompute/recompute.ts";
import { flat } from "../../shared/bulletin/telling.ts";
import { policyOf, ruleOf } from "../../support/builders.ts";
import { memoryPorts } from "../../support/memory.ts";
import { deploymentOf, positionOf, supplierOf } from "../../support/samples.ts";

const policy = policyOf({
  rules: [
    ruleOf({
      id: "listed",
      title: "Bought from companies on the 1260H list",
      measure: { kind: "share", of: { list: "1260h" } },
      above: { critical: 0 },
    }),
  ],
});
const deployment = deploymentOf(policy);

/** A sector that buys three quarters from BYD, which the list names from 2026-06-08 on. */
function sector(lists: string[] = []) {
  const positions = [
    positionOf({ positionId: "1", supplierId: "byd-cn", exposure: 300_00, date: null }),
    positionOf({ positionId: "2", supplierId: "lg", exposure: 100_00, date: null }),
  ];
  const suppliers = [
    supplierOf({ supplierId: "byd-cn", name: "BYD Company, Limited", country: "CN", lists }),
    supplierOf({ supplierId: "lg", name: "LG", country: "KR", lists: [] }),
  ];
  const memory = memoryPorts(positions, suppliers);
  const runOn = async (day: string) => {
    memory.clock.now = new Date(`${day}T06:00:00Z`);
    const [result] = await recompute({}, memory, deployment);
    return result;
  };
  const text = () => memory.stored.published.at(-1)?.text ?? "";
  return { memory, runOn, text };
}

describe("a list that changes between two runs", () => {
  it.each([["exactly its name"], ["its row", "1260h"]])(
    "raises the alert of who is on it by %s, and is named",
    async (_how, ...lists) => {
      const { runOn, text, memory } = sector(lists);
      await runOn("2026-06-07");
      expect(memory.stored.published).toEqual([]);
      const result = await runOn("2026-06-08");
      expect(result).toMatchObject({
        alerts: [{ rule: "listed", level: "critical", event: "raised", observed: { lower: 0.75 } }],
      });
      expect(flat(text())).toContain(
        '+75.0 by the list "DoD section 1260H list of Chinese military companies", not by purchases: BYD Company, Limited is on it from 2026-06-08',
      );
      expect(flat(text().split("\n\n")[0] ?? "")).toContain(
        'CRITICAL: limit 0 %. New. +75.0 points by the list "DoD section 1260H list of Chinese military companies", not by purchases',
      );
    },
  );

  it("does not speak of the list when only purchases changed", async () => {
    const { runOn, text, memory } = sector();
    await runOn("2026-06-09");
    memory.stored.positions.push(
      positionOf({ positionId: "3", supplierId: "lg", exposure: 400_00, date: null }),
    );
    await runOn("2026-06-10");
    expect(text()).not.toContain("not by purchases");
  });
});
