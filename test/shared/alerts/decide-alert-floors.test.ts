import { describe, expect, it } from "vitest";
import type { Alert } from "../../../shared/alerts/alert.ts";
import { decideAlert } from "../../../shared/alerts/decide-alert.ts";
import { alertOf, observationOf, plainRun, ruleOf } from "../../support/builders.ts";

const unit = "USD" as const;
const has = (upper: number) => ({ lower: upper, upper, unit });
const withFloor = (atLeast?: number) => ruleOf(atLeast === undefined ? {} : { atLeast });

interface Case {
  previous?: Alert | null;
  floor?: number;
  exposure?: ReturnType<typeof has> | null;
  floorBefore?: number | null;
  incomplete?: boolean;
  isBelowFloor?: boolean;
  value?: number;
}

/** What is decided of a group with 40 % over a limit of 25 %, unless the case says otherwise. */
function decided({ previous = null, floor, exposure = null, floorBefore = null, ...rest }: Case) {
  const { incomplete = false, isBelowFloor = false, value = 0.4 } = rest;
  const observed = { lower: value, upper: value };
  const observation = { ...observationOf(withFloor(floor), observed), exposure, isBelowFloor };
  return decideAlert({ ...plainRun, previous, observation, incomplete, floorBefore });
}

describe("an alert that is raised", () => {
  it("tells a floor under which its group was before", () => {
    const floor = { now: 500, before: 1000, exposure: has(800), isCounted: true };
    expect(decided({ floor: 500, floorBefore: 1000, exposure: has(800) })).toMatchObject({
      notification: "raised",
      floor,
    });
  });

  it("tells a floor that its rule no longer has", () => {
    const floor = { now: null, before: 1000, exposure: has(800), isCounted: true };
    expect(decided({ floorBefore: 1000, exposure: has(800) }).floor).toEqual(floor);
  });

  it.each<[string, Case]>([
    ["was not under the floor before", { floor: 500, floorBefore: 700, exposure: has(800) }],
    ["had no floor before", { floor: 500, exposure: has(800) }],
    ["has an exposure that is not known", { floor: 500, floorBefore: 1000, exposure: null }],
  ])("tells no floor when its group %s", (_sentence, one) => {
    expect(decided(one)).toMatchObject({ notification: "raised", floor: null });
  });

  it("tells that the floor does not count while data is incomplete, and only of a group under it", () => {
    const floor = { now: 1000, before: 1000, exposure: has(800), isCounted: false };
    expect(decided({ floor: 1000, exposure: has(800), incomplete: true }).floor).toEqual(floor);
    expect(decided({ floor: 500, floorBefore: 1000, exposure: has(800), incomplete: true }).floor).toBeNull();
    expect(decided({ floor: 500, exposure: null, incomplete: true }).floor).toBeNull();
  });
});

describe("an alert that was open before", () => {
  const open = alertOf({ floorKnown: 1000 });

  it("tells no floor when it is told again, although its group lies under the one that readers know", () => {
    expect(decided({ previous: open, floor: 500, exposure: has(800) }).floor).toBeNull();
  });

  it("remembers the floor that readers know while nothing is told", () => {
    const quiet = decided({ previous: open, floor: 500, exposure: has(2000), value: 0.3 });
    expect(quiet).toMatchObject({ notification: null, next: { floorKnown: 1000 } });
  });

  it("knows the floor of its rule once it is raised, and none where there is none", () => {
    expect(decided({ floor: 500, exposure: has(800) }).next?.floorKnown).toBe(500);
    expect(decided({ exposure: has(800) }).next).not.toHaveProperty("floorKnown");
  });
});

describe("an alert whose group lies below the floor of its rule", () => {
  const below = (previous: Alert, exposure: ReturnType<typeof has> | null) =>
    decided({ previous, floor: 1000, exposure, isBelowFloor: true });

  it.each<[string, number | undefined, ReturnType<typeof has> | null, string]>([
    ["by its exposure, where readers know that floor", 1000, has(800), "below-floor"],
    ["by the policy, where it lies above the floor that they know", 500, has(800), "floor-changed"],
    ["by the policy, where it is as large as the floor that they know", 800, has(800), "floor-changed"],
    ["by the policy, where they know none", undefined, has(800), "floor-changed"],
    ["by its exposure, where that is not known", 500, null, "below-floor"],
  ])("is closed %s", (_sentence, floorKnown, exposure, reason) => {
    const previous = alertOf(floorKnown === undefined ? {} : { floorKnown });
    const closed = below(previous, exposure);
    expect(closed).toMatchObject({ notification: "resolved", reason });
    const floor = { now: 1000, before: floorKnown ?? null, exposure, isCounted: true };
    expect(closed.floor).toEqual(exposure === null ? null : floor);
  });
});
