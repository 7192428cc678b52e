import { describe, expect, it } from "vitest";
import { simulationLines } from "../../cli/text/simulation.ts";
import { foldOf, simulated, suppliersOf } from "../support/builders.ts";
import { positionOf, supplierOf } from "../support/samples.ts";

const suppliers = suppliersOf(
  supplierOf({ supplierId: "catl", name: "CATL", country: "CN" }),
  supplierOf({ supplierId: "lg", name: "LG", country: "KR" }),
);

/** What a terminal shows of the removal of China. */
function shown(origins: (string | null)[], supplierId = "lg"): string {
  const fold = foldOf(origins.map((originCountry) => positionOf({ supplierId, originCountry })));
  const remove = { countries: ["CN"] };
  const simulation = simulated({ fold, suppliers, remove });
  const about = { sector: "ai", asOf: "2026-07-31", windowDays: 365, windowEnd: "2026-07-31" };
  return simulationLines({ ...about, incomplete: true, unreadable: 1, ...simulation }, new Map(), null).join(
    "\n",
  );
}

describe("what stays, on a terminal", () => {
  it("is nothing where all is certainly lost, and not of an unknown owner", () => {
    expect(shown(["CN"])).toContain("WHAT STAYS, by owner\n  nothing: all of it is certainly lost");
  });

  it("is what is not certainly lost, and said to be, where something may be lost as well", () => {
    expect(shown(["CN", null, "KR"])).toContain("WHAT STAYS, by owner, if nothing unknown is lost");
  });

  it("is nobody's who is known where its owners are not", () => {
    expect(shown(["KR"], "no-row")).toContain("no owner of what stays is known");
  });

  it("comes with a word about rows that are not counted", () => {
    expect(shown(["KR"])).toContain(
      "Stored items that could not be read: 1. All that are damaged: npx chokepoint list unreadable",
    );
  });
});

describe("the worst single removals, on a terminal", () => {
  it("say that they are not to be added up, where they are several", () => {
    const note = "(each alone: several may lose the same goods, so their losses do not add up)";
    expect(shown(["CN", "KR"])).toContain(note);
    expect(shown([null], "no-row")).not.toContain(note);
  });

  it("come below the largest paths of the loss, with their number", () => {
    expect(shown(["CN"])).toContain("HOW IT GETS IN\n  made in China, sold by LG > bess");
    expect(shown(["KR"])).toContain("HOW IT GETS IN\n  nothing is certainly lost");
  });
});
