import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A limit that chaos watches: how much of a sector, or of each item of it, is made in a country. */
export interface Limit {
  rule: string;
  country: string;
  by: "sector" | "item";
  /** The share above which it is crossed, and how far below it an alert resolves. */
  above: number;
  margin: number;
}

/** Countries of which each sector has a limit of its own, so that many crossings can follow each other. */
export const WATCHED = [
  ..."CN KR JP VN TH MY ID IN MX PL HU DE FR CZ SE NO FI ES IT PT BR CL AR AU".split(" "),
] as const;

/** What every sector of the trial is held to. */
export const LIMITS: readonly Limit[] = [
  ...WATCHED.map<Limit>((country) => ({
    rule: `from-${country.toLowerCase()}`,
    country,
    by: "sector",
    above: 0.02,
    margin: 0.005,
  })),
  { rule: "item-from-cn", country: "CN", by: "item", above: 0.65, margin: 0.02 },
];

/** One sector for each kind of trouble, so that all can happen in one deployment. */
export const SECTORS = ["staggered", "half", "at-once", "refused", "killed", "throttled", "damaged"] as const;
export type SectorName = (typeof SECTORS)[number];

/** Writes the policies of all sectors into a folder, as a user would. */
export function writePolicies(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const sector of SECTORS) {
    const policy = {
      sector,
      label: sector,
      title: `Chaos: ${sector}`,
      unit: "USD",
      windowDays: 365,
      // Alerts are to ease here without anybody's word.
      importGuard: 1,
      rules: LIMITS.map(({ rule, country, by, above, margin }) => ({
        id: rule,
        title: `Made in ${country}`,
        measure: { kind: "share", of: { facet: "origin", countries: [country] } },
        ...(by === "item" ? { by } : {}),
        above: { warning: above },
        margin,
        why: "So that something is crossed.",
        source: "The chaos suite",
      })),
    };
    writeFileSync(join(folder, `${sector}.json`), JSON.stringify(policy));
  }
}
