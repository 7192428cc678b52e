import { describe, expect, it } from "vitest";
import { usitcImport } from "../../../functions/import/tables/formats.ts";
import { unitFor } from "../../../shared/policy/policies.ts";
import { fileOf } from "../../support/files.ts";
import { type ObjectImportWorld, objectImportWorld } from "../../support/object-import.ts";
import { samplePolicies } from "../../support/sample-policies.ts";

const HEADER = "hts,period,country,general_customs_value_usd";
const SECTOR = "us-storage-imports";
const policy = unitFor(samplePolicies, SECTOR);

function importInto(world: ObjectImportWorld, rows: string[], { replace = false, item = "" } = {}) {
  if ("problem" in policy) throw new Error(policy.problem);
  const options = { file: "bess.csv", replace };
  return usitcImport(policy, item === "" ? null : item)(fileOf(HEADER, ...rows), world.ports, options);
}

/** A figure of two countries, with its sum. */
function figure(code: string, period: string, china = 5): string[] {
  return [
    `${code},${period},China,${china}`,
    `${code},${period},Japan,7`,
    `${code},${period},TOTAL,${china + 7}`,
  ];
}

const stored = ({ positions }: ObjectImportWorld) =>
  [...positions.values()].map(({ positionId }) => positionId);

describe("figures that overlap", () => {
  it.each([
    [
      "in time",
      figure("850760", "2026-07"),
      figure("850760", "2026-01/2026-07"),
      "2026-01/2026-07 of 850760 overlaps with 2026-07 of 850760",
    ],
    [
      "in their codes",
      figure("850760", "2026-07"),
      figure("8507600030", "2026-07"),
      "2026-07 of 8507600030 overlaps with 2026-07 of 850760",
    ],
    [
      "in both",
      figure("8507600030", "2026-07"),
      figure("850760", "2026"),
      "2026 of 850760 overlaps with 2026-07 of 8507600030",
    ],
  ])(
    "%s are refused in one file, naming both, with line and what to do",
    async (_name, first, second, reason) => {
      const world = objectImportWorld();
      const report = await importInto(world, [...first, ...second]);
      expect(report).toMatchObject({
        rows: 2,
        rejected: 2,
        rejections: [
          {
            line: 5,
            column: null,
            reason: `${reason}, line 2: figures that overlap are never added up; leave one of them out`,
          },
        ],
      });
      expect([...world.refusals.values()]).toMatchObject([{ sector: SECTOR, rows: 2, exposure: 1200 }]);
    },
  );

  it("with what is stored are refused, naming it", async () => {
    const world = objectImportWorld();
    await importInto(world, figure("8507600030", "2026-07"));
    const report = await importInto(world, [
      ...figure("850760", "2026-01/2026-07"),
      ...figure("850760", "2025"),
    ]);
    expect(report).toMatchObject({
      rows: 2,
      rejections: [
        {
          line: 2,
          reason:
            '2026-01/2026-07 of 850760 overlaps with 2026-07 of 8507600030, stored as "usitc-8507600030-2026-07-CN": figures that overlap are never added up; leave it out, or import with --replace a file that holds all figures that are to stay',
        },
      ],
    });
    expect(stored(world).filter((id) => id.includes("2026-01/"))).toEqual([]);
  });

  it("are found also where all of them are called the same item", async () => {
    const world = objectImportWorld();
    await importInto(world, figure("850760", "2026-07"), { item: "bess" });
    const report = await importInto(world, figure("8507600030", "2026-07"), { item: "bess" });
    expect(report).toMatchObject({ rows: 0, rejected: 2 });
  });
});

describe("figures that do not overlap", () => {
  it("are taken: months one after the other, codes beside each other, and a revision of what is stored", async () => {
    const world = objectImportWorld();
    const rows = [
      ...figure("8507600030", "2026-06"),
      ...figure("8507600030", "2026-07"),
      ...figure("8507600020", "2026-07"),
    ];
    expect(await importInto(world, rows)).toMatchObject({ rows: 6, rejected: 0 });
    expect(await importInto(world, figure("8507600030", "2026-07", 9))).toMatchObject({
      changed: 1,
      rejected: 0,
    });
  });

  it("count only as far as they stay where the file replaces its source", async () => {
    const world = objectImportWorld();
    await importInto(world, figure("850760", "2026-01/2026-07"));
    const report = await importInto(world, figure("850760", "2026-07"), { replace: true });
    expect(report).toMatchObject({ rows: 2, removed: 2, rejected: 0 });
    expect(stored(world)).toEqual(["usitc-850760-2026-07-CN", "usitc-850760-2026-07-JP"]);
  });

  it("stay all of them, and count, where a refused row keeps the source from being replaced", async () => {
    const world = objectImportWorld();
    await importInto(world, figure("850760", "2026-01/2026-07"));
    const rows = [...figure("850760", "2026-07"), "850760,2025,Narnia,1"];
    const report = await importInto(world, rows, { replace: true });
    expect(report).toMatchObject({ rows: 0, removed: 0, rejected: 3 });
    expect(stored(world)).toEqual(["usitc-850760-2026-01/2026-07-CN", "usitc-850760-2026-01/2026-07-JP"]);
  });
});
