import type { Assessed } from "../../assessment/assess.ts";
import type { Observation } from "../../assessment/observation.ts";
import type { Hop, Path } from "../../look-through/chain.ts";
import type { NameOf } from "../../text/key-name.ts";
import { money } from "../../text/money.ts";
import { percent } from "../../text/share.ts";
import { moreLine, noun } from "../../values/count.ts";
import { countryName } from "../../values/country-name.ts";
import { toUnit } from "../../values/exposure.ts";
import { oneLine } from "../../values/one-line.ts";

const MOST_TIES = 3;
const MOST_SOURCES = 3;
// Of a longer chain only the ends are shown: what is removed, and who sells to the sector.
const MOST_HOPS = 8;
const FIRST_HOPS = 3;

/**
 * How most of a loss gets in: each chain hop by hop, with the source of each link. When several inputs decide
 * equally, each is shown; they lose the same goods.
 */
export function chainsSection({ chains }: Observation, { assessment, nameOf }: Assessed): string[] {
  const lines = chains.flatMap((chain) => {
    const exposure = money(toUnit(chain.exposure, assessment.unit), assessment.unit);
    const told = [`  ${chainText(chain, chain.item, nameOf)}: ${exposure}`, ...sourceLines(chain)];
    for (const tie of chain.ties.slice(0, MOST_TIES)) {
      told.push(
        `    the same goods also stop by: ${chainText(tie, chain.item, nameOf)}`,
        ...sourceLines(tie),
      );
    }
    const more = chain.ties.length - MOST_TIES;
    return more > 0 ? [...told, `    and by ${more} more ${noun(more, "input")}`] : told;
  });
  return lines.length === 0 ? [] : ["HOW IT GETS IN", ...lines];
}

function sourceLines({ hops }: Path): string[] {
  const sources = [...new Set(hops.flatMap(({ source }) => (source === null ? [] : oneLine(source))))];
  if (sources.length === 0) return [];
  const rest = moreLine(sources.length - MOST_SOURCES);
  return [`    (source: ${[...sources.slice(0, MOST_SOURCES), ...rest].join("; ")})`];
}

function chainText({ hops }: Path, item: string, nameOf: NameOf): string {
  const named = (hop: Hop) => oneLine(hop.supplier === null ? "an unknown supplier" : nameOf(hop.supplier));
  const steps = hops.map((hop) => {
    if (hop.madeIn !== null) return `made in ${countryName(hop.madeIn)}, sold by ${named(hop)}`;
    const owner = hop.owner === null || hop.owner === hop.supplier ? "" : ` (owned by ${nameOf(hop.owner)})`;
    return hop.input === null
      ? named(hop) + owner
      : `${oneLine(hop.input)} ${percent(hop.share ?? 0, 0)} > ${named(hop)}`;
  });
  return [...shownHops(steps), oneLine(item)].join(" > ");
}

/** The steps of a chain. A long chain shows both ends and the number of steps between them. */
export function shownHops(steps: string[]): string[] {
  if (steps.length <= MOST_HOPS) return steps;
  const last = steps.slice(FIRST_HOPS - MOST_HOPS);
  return [...steps.slice(0, FIRST_HOPS), `${steps.length - MOST_HOPS} more steps`, ...last];
}
