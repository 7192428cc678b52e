import type { Assessment } from "../../shared/assessment/assessment.ts";
import { type Beside, type BesideFigures, besideOf } from "../../shared/benchmark/beside.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import { policyText } from "../../shared/policy/policy-hash.ts";
import type { Position } from "../../shared/supply/position.ts";
import { assessed, digest, foldOf, policyOf } from "./builders.ts";
import { positionOf } from "./samples.ts";

/** A sector of imports, which has no rule about anything but where goods are made. */
export function marketOf(overrides: Partial<Policy> = {}): Policy {
  return policyOf({ sector: "imports", title: "Imports of the country", ...overrides });
}

/** The assessment of some positions by a policy. */
export function assessmentBy(policy: Policy, positions: Position[]): Assessment {
  return assessed({ policy, fold: foldOf(positions) }).assessment;
}

/** Positions, each of an item, a country and some dollars. */
export function goods(...rows: [item: string, originCountry: string | null, dollars: number][]): Position[] {
  return rows.map(([item, originCountry, dollars], at) =>
    positionOf({ positionId: `P-${at}`, item, originCountry, exposure: dollars * 100 }),
  );
}

/** An assessment beside that of what a market imports. */
export function besideMarket(
  policy: Policy,
  own: Assessment,
  theirs: Position[] | null,
  market = marketOf(),
): Beside | null {
  const found = { assessment: theirs && assessmentBy(market, theirs), isUnreadable: false };
  const policies = new Map([policy, market].map((one) => [one.sector, one]));
  return besideOf(policy, own, found, {
    policies,
    hashOf: (one) => (one === policy ? own.policyHash : digest(policyText(one))),
  });
}

/** A sector beside its benchmark, both assessed from their positions. */
export function besideFrom(
  policy: Policy,
  own: Position[],
  theirs: Position[] | null,
  market: Policy = marketOf(),
): Beside {
  const beside = besideMarket(policy, assessmentBy(policy, own), theirs, market);
  if (beside === null) throw new Error("the policy has no benchmark");
  return beside;
}

/** The same, where something is compared. */
export function figuresFrom(...given: Parameters<typeof besideFrom>): BesideFigures {
  const beside = besideFrom(...given);
  if ("lack" in beside) throw new Error(beside.lack);
  return beside;
}
