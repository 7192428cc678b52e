/** The limits of a rule by level, as fractions, or in points for the HHI: a warning is less than a critical limit. */
export type LevelLimits = { warning: number; critical?: number } | { critical: number };

/** The limits of a starter policy, by what they limit; `null` leaves the rule out. */
export interface StarterLimits {
  /** HHI by owner. */
  ownerHhi: LevelLimits | null;
  /** What stops if one owner stops. */
  oneOwner: LevelLimits | null;
  /** What one country makes. */
  oneCountry: LevelLimits | null;
  /** What stops if the watched countries stop, and what is made there or controlled from there. */
  countries: LevelLimits | null;
}

/** Limits with a public source. */
export const publicLimits = {
  ownerHhi: { warning: 1800 },
  oneOwner: { warning: 0.3 },
  oneCountry: { critical: 0.65 },
  countries: { critical: 0.65 },
} as const satisfies StarterLimits;

/** Whether two rules have the same limits. */
export function isSame(some: LevelLimits, others: LevelLimits): boolean {
  const [one, other] = [levelsOf(some), levelsOf(others)];
  return (
    one.length === other.length &&
    one.every(({ level, limit }, at) => {
      return level === other[at]?.level && limit === other[at].limit;
    })
  );
}

/** The limits, the lowest first. */
export function levelsOf(above: LevelLimits): { level: "warning" | "critical"; limit: number }[] {
  const { warning, critical } = above as { warning?: number; critical?: number };
  return [
    ...(warning === undefined ? [] : [{ level: "warning" as const, limit: warning }]),
    ...(critical === undefined ? [] : [{ level: "critical" as const, limit: critical }]),
  ];
}
