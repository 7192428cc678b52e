import { describe, expect, it } from "vitest";
import { recompute } from "../../../functions/recompute/recompute.ts";
import { UnreadableError } from "../../../functions/runtime/unreadable-error.ts";
import type { Policy } from "../../../shared/policy/policy.ts";
import { memoryPorts } from "../../support/memory.ts";
import { chinaPolicy, supplyWith } from "../../support/samples.ts";

const AI = chinaPolicy("ai", { benchmark: { sector: "imports" } });
const IMPORTS = chinaPolicy("imports");

/** Sectors that buy 57 % and 28 % from China, under some policies. */
function sectors(...policies: Policy[]) {
  const memory = memoryPorts([...supplyWith(570), ...supplyWith(280, "imports")]);
  const deployed = (used: Policy[]) => ({
    policies: new Map(used.map((policy) => [policy.sector, policy])),
    version: "1.2.3",
    place: null,
  });
  const runOn = async (day: string, sector?: string, used = policies) => {
    memory.clock.now = new Date(`${day}T06:00:00Z`);
    return await recompute(sector === undefined ? {} : { sector }, memory, deployed(used));
  };
  return { memory, runOn };
}

const ours = { exposure: { lower: 1000, upper: 1000 }, observed: { lower: 0.57, upper: 0.57 } };
const theirs = { exposure: { lower: 1000, upper: 1000 }, observed: { lower: 0.28, upper: 0.28 } };

describe("a sector with a benchmark", () => {
  it("is recomputed after it, and stands beside it as of the same day", async () => {
    const results = await sectors(AI, IMPORTS).runOn("2026-07-31");
    expect(results.map(({ sector }) => sector)).toEqual(["ai", "imports"]);
    expect(results[0]?.benchmark).toMatchObject({
      asOf: "2026-07-31",
      comparisons: [{ rules: [{ rule: "china-origin" }], ours, theirs }],
    });
    expect(results[1]).not.toHaveProperty("benchmark");
  });

  it("stands beside the last assessment of its benchmark, whatever its day", async () => {
    const { runOn } = sectors(AI, IMPORTS);
    await runOn("2026-07-20", "imports");
    await runOn("2026-07-25", "imports");
    const [result] = await runOn("2026-07-31", "ai");
    expect(result?.benchmark).toMatchObject({ asOf: "2026-07-25", comparisons: [{ theirs }] });
  });

  it("is decided and told as without one while the benchmark was not assessed", async () => {
    const { runOn, memory } = sectors(AI, IMPORTS);
    const [result] = await runOn("2026-07-31", "ai");
    expect(result?.benchmark).toMatchObject({ sector: "imports", lack: "never-assessed" });
    expect(memory.stored.published).toHaveLength(1);
  });

  it("is decided and told as without one while the benchmark cannot be read", async () => {
    const { runOn, memory } = sectors(AI, IMPORTS);
    await runOn("2026-07-31", "imports");
    const { load } = memory.assessments;
    memory.assessments.load = async (key) => {
      if (key.sector !== "imports") return await load(key);
      throw new UnreadableError(
        "the assessment of imports",
        { key: "assessments imports", problem: "damaged" },
        "restore it",
      );
    };
    const [result] = await runOn("2026-07-31", "ai");
    expect(result?.benchmark).toMatchObject({ lack: "unreadable" });
    expect(memory.stored.published).toHaveLength(2);
  });

  it("changes no alert when only its benchmark changes, and has the same assessment", async () => {
    const { runOn, memory } = sectors(AI, IMPORTS);
    const [before] = await runOn("2026-07-31");
    const history = JSON.stringify([...memory.stored.history]);
    const [after] = await runOn("2026-07-31", undefined, [chinaPolicy("ai"), IMPORTS]);
    expect(after?.assessment).toEqual(before?.assessment);
    expect(after).not.toHaveProperty("benchmark");
    expect(after?.alerts).toMatchObject([{ level: "warning", event: null }]);
    expect(memory.stored.published).toHaveLength(2);
    expect(JSON.stringify([...memory.stored.history])).toBe(history);
  });

  it("may be the benchmark of its benchmark", async () => {
    const { runOn } = sectors(AI, { ...IMPORTS, benchmark: { sector: "ai" } });
    await runOn("2026-07-30");
    const results = await runOn("2026-07-31");
    expect(results.map(({ benchmark }) => benchmark)).toMatchObject([
      { sector: "imports", asOf: "2026-07-31" },
      { sector: "ai", asOf: "2026-07-30" },
    ]);
  });
});
