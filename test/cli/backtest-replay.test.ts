import { describe, expect, it } from "vitest";
import { replayPast } from "../../cli/backtest/past.ts";
import type { Days } from "../../functions/ports/supply.ts";
import { loadReplayPast } from "../../functions/reading/replay-past.ts";
import { recompute } from "../../functions/recompute/recompute.ts";
import { daysInRhythm } from "../../shared/backtest/cadence.ts";
import { alertStatuses } from "../../shared/recompute/alert-status.ts";
import type { Link } from "../../shared/supply/link.ts";
import { policyOf, ruleOf } from "../support/builders.ts";
import { type MemoryPorts, memoryPorts } from "../support/memory.ts";
import { positionOf, supplierOf } from "../support/samples.ts";

const days = daysInRhythm("2025-08-31", "2026-07-31", { count: 1, unit: "months" });
const chinaOrigin = ruleOf().measure;

const shipped = policyOf({
  windowDays: 92,
  rules: [
    ruleOf({ margin: 0.03, remindEveryDays: 60 }),
    ruleOf({ id: "by-item", by: "item", for: 2, keep: 2 }),
    ruleOf({ id: "look", measure: { kind: "look-through", of: { countries: ["CN"] } } }),
    ruleOf({
      id: "rise",
      measure: { kind: "change", of: chinaOrigin as never, days: 60 },
      above: { warning: 0.1 },
    }),
    ruleOf({ id: "later", effectiveFrom: "2026-03-01" }),
  ],
});
const tried = policyOf({ windowDays: 28, controlStake: 0.2, rules: [ruleOf({ id: "other" })] });

/** A year of two items whose shares rise and fall, with gaps, unknowns, an owner and a link. */
function supply(): MemoryPorts {
  const positions = days.flatMap((date, at) => {
    const chinese = [10, 40, 70, 20, 5, 5, 30, 66, 50, 24, 10, 90][at] ?? 0;
    if (at === 5) return [];
    return [
      positionOf({ positionId: `a-${at}`, date, originCountry: "CN", exposure: chinese * 100, item: "bess" }),
      positionOf({ positionId: `b-${at}`, date, originCountry: "JP", exposure: (100 - chinese) * 100 }),
      positionOf({ positionId: `c-${at}`, date, originCountry: null, exposure: at * 100, item: "cells" }),
      positionOf({ positionId: `d-${at}`, date, supplierId: "daughter", exposure: 2000, item: "cells" }),
    ];
  });
  const suppliers = [
    supplierOf(),
    supplierOf({ supplierId: "parent", country: "CN" }),
    supplierOf({ supplierId: "daughter", parentId: "parent", parentStake: 0.3 }),
  ];
  const ports = memoryPorts(positions, suppliers);
  const link: Link = {
    supplierId: "maker",
    input: "cells",
    upstreamId: "parent",
    originCountry: null,
    share: 0.4,
    source: null,
  };
  ports.stored.links.push(link);
  return ports;
}

async function recomputed(ports: MemoryPorts) {
  const deployment = { policies: new Map([["ai", shipped]]), version: "0.1.0", place: null };
  const results = [];
  for (const asOf of days) results.push(...(await recompute({ sector: "ai", asOf }, ports, deployment)));
  return results;
}

// Ids end with the version of the ledger, which a replay does not write. What moved an alert since readers were told, what
// was done, and since when items cannot be read, is known of stored assessments alone, which a replay does not make.
const replayed = (text = "") =>
  text
    .replace(/^bulletin .*$/m, "")
    .replaceAll(/^WHAT MOVED IT.*\n(?: +\S.*\n)*/gm, "")
    .replaceAll(/\s+/g, " ")
    .replaceAll(/(could not be read) since \d{4}-\d\d-\d\d(?=:)/g, "$1");

describe("a backtest", () => {
  it.each([0, 1])(
    "tells what recomputing its days one by one has told, with %d unreadable rows",
    async (rows) => {
      const ports = supply();
      ports.stored.unreadablePositions = rows;
      const past = await loadReplayPast(ports, "ai", [shipped, tried], days);
      const runs = replayPast(past, shipped, days, () => {});
      const results = await recomputed(ports);
      expect(runs.map(({ decision, asOf }) => alertStatuses(decision, asOf))).toEqual(
        results.map(({ alerts }) => alerts),
      );
      expect(runs.map(({ bulletin }) => [bulletin?.subject, replayed(bulletin?.text)])).toEqual(
        results.map(({ bulletin }) => [bulletin?.subject, replayed(bulletin?.text)]),
      );
      expect(runs.map(({ assessment }) => assessment)).toEqual(
        results.map(({ assessment }) => assessment.id),
      );
      expect(runs.filter(({ bulletin }) => bulletin !== null).length).toBeGreaterThan(5);
    },
  );

  it("reads everything once, however many days and policies, and writes nothing", async () => {
    const ports = supply();
    let reads = 0;
    const counting = {
      ...ports,
      positions: {
        ...ports.positions,
        shards: (sector: string, days: Days) => {
          reads += 1;
          return ports.positions.shards(sector, days);
        },
      },
    };
    const past = await loadReplayPast(counting, "ai", [shipped, tried], days);
    replayPast(past, shipped, days, () => {});
    expect(reads).toBe(1);
    expect(ports.stored).toMatchObject({ published: [], ledgers: new Map(), assessments: new Map() });
  });

  it("gives a tried policy its own window", async () => {
    const past = await loadReplayPast(supply(), "ai", [shipped, tried], days);
    const runs = replayPast(past, tried, days, () => {});
    expect(runs.map(({ positions }) => positions)).toEqual([4, 4, 4, 4, 4, 0, 4, 4, 4, 4, 4, 4]);
  });

  it("says after each run that it is done", async () => {
    let steps = 0;
    replayPast(await loadReplayPast(supply(), "ai", [shipped], days), shipped, days, () => {
      steps += 1;
    });
    expect(steps).toBe(12);
  });
});
