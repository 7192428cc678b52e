import fc from "fast-check";
import { expect, it } from "vitest";
import { createAwardActions } from "../../../functions/import/public/award-actions.ts";

const action = fc.record({
  line: fc.nat(2_000_000),
  amount: fc.integer({ min: -(10 ** 14), max: 10 ** 14 }),
  day: fc.option(fc.constantFrom("2026-01-31", "2026-02-28", "2025-12-31")),
  position: fc.option(fc.nat(1_000_000)),
});

it("actions come back by their award, as a plain map has them", () => {
  const awards = fc.oneof(fc.constantFrom("A", "B", "C"), fc.string());
  fc.assert(
    fc.property(fc.array(fc.tuple(awards, action), { maxLength: 60 }), (all) => {
      const held = createAwardActions();
      for (const [award, one] of all) held.add(award, one);
      const plain = Map.groupBy(all, ([award]) => award);
      expect([...held.awards()]).toEqual(
        [...plain].map(([award, own]) => ({ award, actions: own.map(([, one]) => one) })),
      );
    }),
  );
});
