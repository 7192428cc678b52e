import { describe, expect, it } from "vitest";
import { defaultWording } from "../../../shared/policy/wording.ts";
import { policyOf, ruleOf } from "../../support/builders.ts";
import { positionOf } from "../../support/samples.ts";
import { tell } from "./telling.ts";

/** The message about `850760`, half of it made in China, whose title is `title`. */
function told(title: string, by: "item" | "program" = "item") {
  const wording = { ...defaultWording, items: new Map([["850760", title]]) };
  const place = by === "item" ? { item: "850760" } : { item: "bess", program: "850760" };
  const positions = ["CN", "JP"].map((originCountry) =>
    positionOf({ ...place, originCountry, exposure: 100 }),
  );
  return tell({ positions, policy: { ...policyOf({ rules: [ruleOf({ by })] }), wording } });
}

describe("an item with a title", () => {
  it("is called by it in subject and text, which tells its code", () => {
    const { subject, text } = told("lithium-ion cells");
    expect(subject).toBe("[WARNING] AI: 50% of lithium-ion cells made in China (limit 25%)");
    expect(text).toContain("Made in China: 50.0 % of lithium-ion cells.\n");
    expect(text).toContain("\nITEM CODES\n  lithium-ion cells: 850760\n");
  });

  it("loses the accents of its title in a subject", () => {
    expect(told("Zellen für Züge").subject).toContain("50% of Zellen fur Zuge made in China");
  });

  it("has its code in a subject where ASCII has no form of its title", () => {
    const { subject, text } = told("锂电池");
    expect(subject).toContain("50% of 850760 made in China");
    expect(text).toContain("50.0 % of 锂电池.");
  });

  it("gives no title to a program of the same name", () => {
    const { subject, text } = told("lithium-ion cells", "program");
    expect(subject).toContain("50% of 850760 made in China");
    expect(text).not.toContain("lithium-ion cells");
  });
});
