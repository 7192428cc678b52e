import type { FacetMeasures, MeasuredScope, NamedRemoval } from "../../assessment/assessment.ts";
import type { Observation } from "../../assessment/observation.ts";
import type { NameOf } from "../../text/key-name.ts";
import { type Holders, wordsOf } from "../../text/measure-words.ts";
import { percent } from "../../text/share.ts";
import { noun } from "../../values/count.ts";
import { displayName, oneLine } from "../../values/one-line.ts";

const MOST_HOLDERS = 5;
// One character of a bar stands for 2.5 %: a bar of 100 % is as wide as a phone held upright.
const SHARE_PER_SIGN = 0.025;

interface NamedShare {
  name: string;
  share: number;
}

/** Sections that show who stands behind what a rule observed, as bars made of characters. Titles tell them apart. */
export function holdersSections(observation: Observation, scope: MeasuredScope, nameOf: NameOf): string[][] {
  const where = observation.group === null ? "" : `, in ${oneLine(observation.group)}`;
  return holderSections(observation, scope, nameOf).map(([title, ...lines]) => [
    `${title}${where}`,
    ...lines,
  ]);
}

function holderSections(observation: Observation, scope: MeasuredScope, nameOf: NameOf): string[][] {
  return wordsOf(observation.rule.measure).holders.flatMap((holders) =>
    sectionOf(holders, observation, scope, nameOf),
  );
}

function sectionOf(
  holders: Holders,
  observation: Observation,
  scope: MeasuredScope,
  nameOf: NameOf,
): string[][] {
  const { title } = holders;
  switch (holders.from) {
    case "facet":
      return [[title, ...facetBars(scope.facets[holders.facet])]];
    case "sellers":
      return certainSection(observation, [title, ...sellerBars(observation, nameOf)]);
    case "inflow":
      return certainSection(observation, [title, ...bars(inflowHolders(observation, nameOf), 0)]);
    case "removals":
      return certainSection(observation, [title, ...lossBars(scope.removals, holders.removes)]);
  }
}

/**
 * A section about the certain part. When nothing is certain, it says so; when nothing is possible either, there
 * is no section.
 */
function certainSection({ observed }: Observation, section: string[]): string[][] {
  if (section.length > 1) return [section];
  return observed !== null && observed.upper > 0 ? [[...section, NOTHING_CERTAIN]] : [];
}

const NOTHING_CERTAIN = "  Nothing is certain: all of it depends on what is not known.";

function inflowHolders({ inflow }: Observation, nameOf: NameOf): NamedShare[] {
  return inflow.map(({ key, share }) => ({ name: key === null ? "unknown owner" : nameOf(key), share }));
}

/** The owners of the suppliers that sell the certain part. */
function sellerBars({ contributions }: Observation, nameOf: NameOf): string[] {
  const { keys, rest } = contributions ?? { keys: [], rest: null };
  const total = keys.reduce((sum, { exposure }) => sum + exposure, rest?.exposure ?? 0);
  const sellers = keys
    .filter(({ lower }) => lower > 0)
    .sort((a, b) => b.lower - a.lower)
    .map(({ key, isKnown, lower }) => ({
      name: key === null ? "unknown owner" : `${nameOf(key)}${isKnown ? "" : " (owner unknown)"}`,
      share: lower / total,
    }));
  return bars(sellers, 0, (rest?.lower ?? 0) / total);
}

function facetBars({ keys, unknown, more }: FacetMeasures): string[] {
  const holders = keys.map(({ key, name, share }) => ({ name: displayName(name, key), share }));
  return bars(holders, unknown, more?.share, more?.keys);
}

function lossBars(removals: NamedRemoval[], kind: "owner" | "country"): string[] {
  const worst = removals
    .filter(({ kind: removed, loss }) => (removed === "country") === (kind === "country") && loss.lower > 0)
    .slice(0, MOST_HOLDERS);
  return worst.map((removal) => barLine(removal.loss.lower, "#", removalName(removal)));
}

/** A supplier whose owner is not known counts as that owner. */
function removalName({ kind, key, name }: NamedRemoval): string {
  return kind === "supplier" ? `${displayName(name, key)} (owner unknown)` : displayName(name, key);
}

/**
 * The largest holders, and the others as one. `more` is the share of holders that are not listed, and `many`
 * their number if it is known.
 */
function bars(holders: NamedShare[], unknown: number, more = 0, many = 0): string[] {
  const rest = holders.slice(MOST_HOLDERS);
  const lines = holders.slice(0, MOST_HOLDERS).map(({ name, share }) => barLine(share, "#", name));
  const left = rest.reduce((sum, holder) => sum + holder.share, more);
  const others = rest.length + many;
  const isCounted = more === 0 || many > 0;
  const text = isCounted ? `${others} ${noun(others, "other")}` : "others";
  if (left > 0) lines.push(barLine(left, "-", text));
  if (unknown > 0) lines.push(barLine(unknown, ".", "unknown"));
  return lines;
}

// The bar comes first, because mail programs show plain text in a proportional font, in which columns after a
// name do not align.
function barLine(share: number, sign: string, name: string): string {
  const bar = sign.repeat(Math.max(1, Math.round(share / SHARE_PER_SIGN)));
  return `  ${bar} ${percent(share)} ${name}`;
}
