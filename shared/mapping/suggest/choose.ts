import type { MappedField } from "../mapping.ts";
import type { ColumnProfile } from "./column-profile.ts";
import { nameScore, type Role } from "./field-names.ts";

/** How sure a choice is: by its name and its values, by one of them, or by neither. */
export type Sureness = "sure" | "likely" | "a guess";

/** A column that was taken for something. */
export interface ChosenColumn {
  profile: ColumnProfile;
  sure: Sureness;
  /** Other columns of amounts or days, the likelier first. */
  others: string[];
}

/** The columns that were chosen, by what they were taken for. */
export type Chosen = Partial<Record<Exclude<MappedField, "positionId"> | "currency" | "kind", ChosenColumn>>;

const NEARLY_ALL = 0.98;
const MOST = 0.6;
const SOME = 0.2;
const CLEARLY_NAMED = 0.9;

/** How much the values of a column speak for a role, from 0 to 1; `null` where any texts may stand in it. */
function valueShare(profile: ColumnProfile, role: Role): number | null {
  if (role === "exposure") return profile.amounts.share;
  if (role === "date") return profile.days.share;
  return role === "originCountry" ? profile.countries : null;
}

// What has the clearest values is chosen first: a column is taken for one thing.
const IN_TURN = [
  "date",
  "exposure",
  "originCountry",
  "supplierId",
  "item",
  "currency",
  "program",
  "source",
  "kind",
] as const;

/** Chooses a column for each role that has one. Where the names say nothing, values alone decide, where they are clear. */
export function chooseColumns(
  profiles: readonly ColumnProfile[],
  isSector: (text: string) => boolean,
): Chosen {
  const chosen: Chosen = {};
  const left = new Set(profiles.filter(({ filled, name }) => filled > 0 && name !== ""));
  const take = (role: keyof Chosen, found: ChosenColumn | null) => {
    if (found === null) return;
    chosen[role] = found;
    left.delete(found.profile);
  };
  take("sector", sectorAmong([...left], isSector));
  for (const role of IN_TURN) take(role, bestFor([...left], role));
  return chosen;
}

function sectorAmong(profiles: ColumnProfile[], isSector: (text: string) => boolean): ChosenColumn | null {
  const profile = profiles.find(({ values }) => values.size > 0 && [...values.keys()].every(isSector));
  return profile === undefined
    ? null
    : { profile, sure: nameScore(profile.name, "sector") > 0 ? "sure" : "likely", others: [] };
}

interface Rated {
  profile: ColumnProfile;
  named: number;
  share: number | null;
  score: number;
}

function bestFor(
  profiles: ColumnProfile[],
  role: Exclude<Role, "line" | "positionId" | "sector">,
): ChosenColumn | null {
  const rated = profiles
    .map((profile): Rated => {
      const named = nameScore(profile.name, role);
      const share = valueShare(profile, role);
      return { profile, named, share, score: scoreOf(profile, role, named, share) };
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
  const [best, ...rivals] = rated;
  if (best === undefined) return null;
  const isCompared = role === "exposure" || role === "date";
  const sure = surenessOf(best.named, best.share);
  return {
    profile: best.profile,
    sure: isCompared ? besideRivals(sure, best, rivals[0]) : sure,
    others: isCompared ? rivals.map(({ profile }) => profile.name) : [],
  };
}

// A name that is clearly better, as net is than gross, decides.
const CLOSE = 0.25;
const EQUAL = 0.05;

/** How sure a choice is beside the column that is next to it. */
function besideRivals(sure: Sureness, best: Rated, next: Rated | undefined): Sureness {
  if (next === undefined || next.named < 0) return sure;
  const apart = best.score - next.score;
  if (apart < EQUAL) return "a guess";
  return apart < CLOSE && sure === "sure" ? "likely" : sure;
}

function scoreOf(profile: ColumnProfile, role: Role, named: number, share: number | null): number {
  if (share === null) return named >= 0.4 ? named : 0;
  if (share < (named >= CLEARLY_NAMED ? SOME : MOST)) return 0;
  if (named > 0) return named + share;
  // Numbers may be anything, and so may two letters: only what is clearly a day, a sum of money or a country speaks for itself.
  const isClear =
    role === "date"
      ? !/^(YYYYMMDD|excel-days)$/.test(profile.days.format)
      : role === "exposure"
        ? profile.examples.some((text) => /[$.,]\d{2}\b|\$/.test(text)) && profile.values.size > 5
        : profile.examples.some((text) => text.length > 3);
  if (share < NEARLY_ALL || !isClear) return 0;
  // What its name calls something else is better than nothing.
  return named < 0 ? share / 10 : share / 2;
}

function surenessOf(named: number, share: number | null): Sureness {
  if (share === null) return named >= 0.8 ? "sure" : named >= 0.6 ? "likely" : "a guess";
  if (named < 0) return "a guess";
  if (named >= 0.6 && share >= NEARLY_ALL) return "sure";
  return (named >= 0.6 && share >= MOST) || share >= NEARLY_ALL ? "likely" : "a guess";
}
