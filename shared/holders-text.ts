import type { FacetMeasures } from "./assessment.ts";
import type { Facet } from "./scope.ts";
import { facetNouns, oneLine, percent } from "./wording.ts";

const MOST_HOLDERS = 5;
// One sign of a bar stands for 2.5 %: the bar of a monopoly is as wide as a phone held upright.
const SHARE_PER_SIGN = 0.025;

/** Who holds a sector now: the five largest keys of a facet, the rest, and the unknown part as dots. */
export function holdersSection(measures: FacetMeasures, facet: Facet): string[] {
  const largest = measures.keys.slice(0, MOST_HOLDERS);
  const rest = measures.keys.slice(MOST_HOLDERS);
  const lines = largest.map(({ name, share }) => barLine(share, "#", oneLine(name)));
  if (rest.length > 0) {
    const share = rest.reduce((sum, key) => sum + key.share, 0);
    lines.push(barLine(share, "-", `${rest.length} other${rest.length === 1 ? "" : "s"}`));
  }
  if (measures.unknown > 0) lines.push(barLine(measures.unknown, ".", "unknown"));
  return [`WHO HOLDS IT, by ${facetNouns[facet].one}`, ...lines.map((line) => `  ${line}`)];
}

// The bar comes first: mail programs set plain text in proportional type, where columns after a name do not align.
function barLine(share: number, sign: string, name: string): string {
  const bar = sign.repeat(Math.max(1, Math.round(share / SHARE_PER_SIGN)));
  return `${bar} ${percent(share)} ${name}`;
}
