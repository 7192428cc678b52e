import type { Assessment } from "../../shared/assessment/assessment.ts";
import { AS_OF } from "./builders.ts";

/** An assessment of the sector ai without rules, as large as its hash. */
export function assessmentOf(id: string, inputHash: string): Assessment {
  return {
    id,
    sector: "ai",
    asOf: AS_OF,
    unit: "USD",
    windowDays: 365,
    windowEnd: "2026-07-31",
    positions: 0,
    newestDate: null,
    stale: false,
    waiting: 0,
    incomplete: false,
    unreadable: 0,
    illustrative: 0,
    ownershipCycles: [],
    unknownNames: [],
    inputHash,
    policyHash: "p",
    version: "1",
    scopes: [{ item: null, exposure: 0, empty: true }],
    rules: [],
  };
}

/** Text that gzip cannot make smaller than several items. */
export function incompressible(length: number): string {
  let state = 1;
  const characters = Array.from({ length }, () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return String.fromCharCode(33 + ((state >>> 16) % 90));
  });
  return characters.join("");
}
