import { describe, expect, it } from "vitest";
import type { AssessmentStore } from "../../../functions/ports/decisions.ts";
import type { BasisInspector, ProvenanceStore } from "../../../functions/ports/imports.ts";
import { recompute } from "../../../functions/recompute/recompute.ts";
import { UnreadableError } from "../../../functions/runtime/unreadable-error.ts";
import { NOTHING_UNREADABLE } from "../../../shared/supply/unreadable.ts";
import { flat } from "../../shared/bulletin/telling.ts";
import { memoryPorts } from "../../support/memory.ts";
import { chinaPolicy, supplyWith } from "../../support/samples.ts";
import { watched } from "../../support/watched.ts";

const deployment = {
  policies: new Map([["ai", chinaPolicy("ai")]]),
  version: "1.2.3",
  place: { stack: "Chokepoint" },
};
const DAY_MS = 24 * 60 * 60 * 1000;
const WHOLE = "assessments/ai/2026-08-01#whole";
const BASIS = "assessments/ai/basis#2026-08-01#whole";
const SUMMARY = "assessments/ai/2026-07-30#summary";

/** What can be wrong with the assessments that explain news, as the store answers it. */
type Damage =
  | "a part is gone"
  | "a summary is bad"
  | "the last one is bad"
  | "it has expired"
  | "what it stood on is bad";

const ABOUT_THE_WHOLE = new Set<Damage>(["a part is gone", "the last one is bad", "it has expired"]);
const ABOUT_SUMMARIES = new Set<Damage>(["a summary is bad", "the last one is bad"]);

/** A sector at a warning, whose past is damaged before it becomes critical. */
async function damagedSector(damage: Damage) {
  const memory = memoryPorts(supplyWith(300));
  const sound = memory.assessments;
  let isDamaged = false;
  const lost = () => {
    const item = { key: WHOLE, problem: "its part 1 of 2 is gone" };
    return Promise.reject(new UnreadableError("the assessment of ai", item, "remove it"));
  };
  const assessments: AssessmentStore = {
    ...sound,
    load: async (key) => {
      if (!isDamaged || !ABOUT_THE_WHOLE.has(damage)) return await sound.load(key);
      return damage === "it has expired" ? null : await lost();
    },
    recent: async (...args) => {
      const page = await sound.recent(...args);
      if (!isDamaged || !ABOUT_SUMMARIES.has(damage)) return page;
      const unreadable = { count: 1, first: [{ key: SUMMARY, problem: "it is not what was compressed" }] };
      return { rows: page.rows.slice(1), unreadable };
    },
  };
  const isBasisBad = () => isDamaged && damage === "what it stood on is bad";
  const bad = { key: BASIS, problem: "it is not what was compressed" };
  const provenance: ProvenanceStore = {
    ...memory.provenance,
    basis: (key) =>
      isBasisBad() ? Promise.reject(new UnreadableError("it", bad, "")) : memory.provenance.basis(key),
  };
  const bases: BasisInspector = {
    damaged: async () => (isBasisBad() ? { count: 1, first: [bad] } : NOTHING_UNREADABLE),
  };
  const ports = { ...memory, assessments, provenance };
  const run = async () => {
    const [result] = await recompute({}, ports, deployment);
    if (result === undefined) throw new Error("no result");
    return result;
  };
  await run();
  const { told, look } = watched(memory, deployment, { assessments, bases });
  await look();
  expect(told).toEqual([]);
  isDamaged = true;
  return {
    told,
    look,
    /** Three quarters come from China, the next day. */
    worsen: () => {
      memory.clock.now = new Date(memory.clock.now.getTime() + DAY_MS);
      memory.stored.positions = supplyWith(740);
      return run();
    },
    mend: () => {
      isDamaged = false;
    },
    stored: memory.stored,
  };
}

describe("a critical alert goes out, whatever its explanation lacks, and operations are told", () => {
  it.each<[Damage, string, string]>([
    [
      "a part is gone",
      "WHAT MOVED IT: not known: the last assessment (as of 2026-08-01) cannot be read: its part 1 of 2 is gone (item assessments/ai/2026-08-01#whole).",
      `ai: the last assessment, as of 2026-08-01, cannot be read: its part 1 of 2 is gone: what moves until the next assessment cannot be told; alerts go out all the same. To remove it: npx chokepoint list unreadable --remove ${WHOLE} --stack Chokepoint`,
    ],
    [
      "it has expired",
      "WHAT MOVED IT: not known: the last assessment (as of 2026-08-01) is no longer stored.",
      "ai: the last assessment, as of 2026-08-01, is no longer stored: what moves until the next assessment cannot be told; alerts go out all the same. The next recompute stores one.",
    ],
    [
      "a summary is bad",
      "left out: 1 earlier assessment cannot be read (assessments/ai/2026-07-30#summary).",
      `ai: 1 stored assessment cannot be read (${SUMMARY}): trends leave it out; alerts go out all the same. To remove it: npx chokepoint list unreadable --remove ${SUMMARY} --stack Chokepoint`,
    ],
    [
      "the last one is bad",
      "WHAT MOVED IT: not known: the last assessment (as of 2026-08-01) cannot be read",
      "ai: the last assessment, as of 2026-08-01, cannot be read",
    ],
    [
      "what it stood on is bad",
      `BY WHAT IT MOVED: not known: 1 stored item cannot be read (${BASIS}).`,
      `ai: what earlier assessments stood on cannot be read (${BASIS}): which import moved what may not be told, and imports may be guarded by an older day or by none; alerts go out all the same. To remove it: npx chokepoint list unreadable --remove ${BASIS} --stack Chokepoint`,
    ],
  ])("%s", async (damage, inTheEmail, toOperations) => {
    const sector = await damagedSector(damage);
    await sector.look();
    expect(sector.told).toHaveLength(1);
    expect(sector.told[0]).toContain(`NEW ${toOperations}`);
    const { bulletin, problems } = await sector.worsen();
    expect(bulletin?.published).toBe(true);
    expect(sector.stored.published.at(-1)).toMatchObject({ level: "critical" });
    expect(flat(bulletin?.text ?? "")).toContain(inTheEmail);
    if (damage !== "what it stood on is bad") expect(problems?.length).toBeGreaterThan(0);
    sector.mend();
    await sector.look();
    expect(sector.told.at(-1)).toContain(` UTC: ${toOperations.slice(0, 40)}`);
    const { problems: after } = await sector.look();
    expect(after).toEqual([]);
  });
});

describe("what the last assessment says of itself, where neither it nor its summary can be read", () => {
  it("is not taken as solved", async () => {
    const memory = memoryPorts(supplyWith(300));
    memory.stored.unreadablePositions = 1;
    let isDamaged = false;
    const { assessments } = memory;
    const { told, look } = watched(memory, deployment, {
      assessments: {
        load: (key) => {
          const item = { key: WHOLE, problem: "it is not JSON" };
          return isDamaged ? Promise.reject(new UnreadableError("it", item, "")) : assessments.load(key);
        },
        recent: async (...args) => {
          const page = await assessments.recent(...args);
          return isDamaged ? { ...page, rows: [] } : page;
        },
      },
    });
    await recompute({}, memory, deployment);
    expect((await look()).counts.incompleteSectors).toBe(1);
    isDamaged = true;
    const { counts, problems } = await look();
    expect(counts.incompleteSectors).toBeNull();
    expect(problems.map(({ key }) => key.split(":").slice(0, 2).join(":")).sort()).toEqual([
      "lost-assessment:ai",
      "unreadable-rows:ai",
    ]);
    expect(told[1]).not.toContain("SOLVED");
  });
});
