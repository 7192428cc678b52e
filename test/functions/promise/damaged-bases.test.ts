import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createBasisInspector } from "../../../functions/aws/dynamo/basis-reader.ts";
import { itemKey } from "../../../functions/aws/dynamo/item-key.ts";
import { createPositionRows } from "../../../functions/aws/dynamo/position-store.ts";
import { createProvenanceStore } from "../../../functions/aws/dynamo/provenance-store.ts";
import { type DamagedWorld, damagedWorld } from "../../support/damaged-world.ts";
import { embeddedDynamo } from "../../support/dynamo.ts";
import { supplyWith } from "../../support/samples.ts";

let dynamo: Awaited<ReturnType<typeof embeddedDynamo>>;
let world: DamagedWorld;
beforeAll(async () => {
  dynamo = await embeddedDynamo();
  world = damagedWorld(dynamo.client);
});
afterAll(() => dynamo.close());

const ports = () => ({
  ...world.ports,
  provenance: createProvenanceStore(dynamo.client, "assessments", null),
});

/** Two days of a sector, of which China holds that much more on the third. */
async function prepare(sector: string): Promise<void> {
  for (const [day, chinese] of [
    [20, 300],
    [21, 310],
    [22, 700],
  ] as const) {
    await createPositionRows(dynamo.client, "positions").put(supplyWith(chinese, sector));
    if (day < 22) await world.run(day, [sector], ports());
  }
}

/** What the last assessment of a sector stood on, and what imports are guarded by, cut. */
async function damageBases(sector: string): Promise<string[]> {
  const items = (await world.items("assessments")).filter(
    ({ sector: own, assessmentKey }) =>
      own?.S === sector && /^(basis#2026-07-21|baseline)/.test(assessmentKey?.S ?? ""),
  );
  for (const item of items)
    await world.put("assessments", { ...item, body: { B: new Uint8Array([1, 2, 3]) } });
  return items.map((item) => itemKey("assessments", item));
}

describe("what earlier assessments stood on, when it cannot be read", () => {
  it("keeps nothing from being told, and the message says what is not known for it", async () => {
    await prepare("bases");
    const keys = await damageBases("bases");
    const before = world.published.length;
    const { failure } = await world.run(22, ["bases"], ports());
    expect(failure).toBeNull();
    const told = world.published.slice(before).flatMap(({ events }) => events);
    expect(told.map(({ event, rule }) => `${event} ${rule}`)).toEqual(["worsened china"]);
    const [basis] = keys.filter((key) => key.includes("/basis#"));
    // A long key is cut where a line ends.
    expect(world.published.at(-1)?.text.replaceAll(/\s/g, "")).toContain(
      `BYWHATITMOVED:notknown:1storeditemcannotberead(${basis}).`,
    );
  });

  it("is found by the watchdog until it is removed", async () => {
    await prepare("watched");
    const inspector = createBasisInspector(dynamo.client, "assessments");
    const { lastAssessment } = await world.ports.ledgers.load("watched");
    if (lastAssessment === null) throw new Error("it was assessed");
    const last = { sector: "watched", asOf: lastAssessment.asOf, assessment: lastAssessment.id };
    const look = () => inspector.damaged(last, "2026-06-21");
    expect(await look()).toEqual({ count: 0, first: [] });
    await damageBases("watched");
    const found = await look();
    expect(found.count).toBe(3);
    expect(found.first.map(({ key }) => key.replace(/#[\w-]+$/, ""))).toEqual([
      "assessments/watched/basis#2026-07-21",
      "assessments/watched/baseline-newest",
      "assessments/watched/baseline",
    ]);
    for (const item of await world.items("assessments")) {
      if (/^(basis|baseline)/.test(item.assessmentKey?.S ?? "")) await world.drop("assessments", item);
    }
    expect(await look()).toEqual({ count: 0, first: [] });
  });
});
