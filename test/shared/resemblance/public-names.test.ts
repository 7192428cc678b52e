import { describe, expect, it } from "vitest";
import { labelledNames, measure } from "../../support/screened-names.ts";

describe("screening names of real companies against the lists that ship", () => {
  it.each(["all", "first", "second"] as const)("is right in at least 85 of 100 cases: %s", (half) => {
    const measured = measure(labelledNames(half));
    expect(measured.right).toBeGreaterThan(15);
    expect(measured.precision, measured.wrong.join("; ")).toBeGreaterThanOrEqual(0.85);
  });
});
