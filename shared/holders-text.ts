import type { FacetMeasures, MeasuredScope, NamedRemoval } from "./assessment.ts";
import { facetsShowing } from "./measure.ts";
import type { Observation } from "./observation.ts";
import { oneLine } from "./one-line.ts";
import type { Part } from "./part.ts";
import type { Facet } from "./scope.ts";
import { displayName, facetNouns, percent, setPhrase } from "./wording.ts";

const MOST_HOLDERS = 5;
// One sign of a bar stands for 2.5 %: the bar of a monopoly is as wide as a phone held upright.
const SHARE_PER_SIGN = 0.025;

/** Sections that show who stands behind what a rule observed, as bars made of characters. Titles tell them apart. */
export function holdersSections(
  observation: Observation,
  scope: MeasuredScope,
  nameOf: (supplierId: string) => string,
): string[][] {
  const where = observation.group === null ? "" : ` in ${oneLine(observation.group)}`;
  return sectionsOf(observation, scope, nameOf).map(([title, ...lines]) => [`${title}${where}`, ...lines]);
}

function sectionsOf(
  { rule: { measure }, parts }: Observation,
  scope: MeasuredScope,
  nameOf: (supplierId: string) => string,
): string[][] {
  const counted = (title: string) => [title, ...bars(holdersOf(parts ?? [], nameOf), 0)];
  switch (measure.kind) {
    case "loss":
      return [lossSection(scope.removals, measure.of)];
    case "look-through":
      return [counted(`WHO IT COMES THROUGH: owners in any tier, via ${setPhrase(measure.of)}`)];
    case "direct":
      return [facetSection(scope.facets.origin, "origin"), counted("WHO SELLS IT, by owner")];
    case "share":
      if ("list" in measure.of) return [counted(`WHO SELLS IT, by owner, from ${setPhrase(measure.of)}`)];
      break;
    default:
  }
  return facetsShowing(measure).map((facet) => facetSection(scope.facets[facet], facet));
}

function holdersOf(parts: Part[], nameOf: (supplierId: string) => string): { name: string; share: number }[] {
  return parts.map(({ key, part }) => ({ name: key === null ? "unknown owner" : nameOf(key), share: part }));
}

function facetSection({ keys, unknown }: FacetMeasures, facet: Facet): string[] {
  const holders = keys.map(({ key, name, share }) => ({ name: displayName(name, key), share }));
  return [`WHO HOLDS IT, by ${facetNouns[facet].one}`, ...bars(holders, unknown)];
}

function lossSection(removals: NamedRemoval[], kind: "owner" | "country"): string[] {
  const worst = removals
    .filter((removal) => (removal.kind === "country") === (kind === "country"))
    .slice(0, MOST_HOLDERS);
  const lines = worst.map((removal) => barLine(removal.loss.lower, "#", removalName(removal)));
  return [`WHAT IS LOST if one ${kind} stops`, ...lines];
}

/** A supplier whose owner is not known stands for that owner. */
function removalName({ kind, key, name }: NamedRemoval): string {
  return kind === "supplier" ? `${displayName(name, key)} (owner unknown)` : displayName(name, key);
}

function bars(holders: { name: string; share: number }[], unknown: number): string[] {
  const rest = holders.slice(MOST_HOLDERS);
  const lines = holders.slice(0, MOST_HOLDERS).map(({ name, share }) => barLine(share, "#", name));
  if (rest.length > 0) {
    const share = rest.reduce((sum, holder) => sum + holder.share, 0);
    lines.push(barLine(share, "-", `${rest.length} other${rest.length === 1 ? "" : "s"}`));
  }
  if (unknown > 0) lines.push(barLine(unknown, ".", "unknown"));
  return lines;
}

// The bar comes first: mail programs set plain text in proportional type, where columns after a name do not align.
function barLine(share: number, sign: string, name: string): string {
  const bar = sign.repeat(Math.max(1, Math.round(share / SHARE_PER_SIGN)));
  return `  ${bar} ${percent(share)} ${name}`;
}
