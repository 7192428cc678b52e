import type { Assessed } from "./assess.ts";
import type { Chain, Hop } from "./chain.ts";
import { countryName } from "./country-name.ts";
import { toUnit } from "./exposure.ts";
import type { NameOf } from "./key-name.ts";
import type { Observation } from "./observation.ts";
import { oneLine } from "./one-line.ts";
import { money, percent } from "./wording.ts";

/** How most of a loss gets in: each chain hop by hop, and the source of each link. */
export function chainsSection({ chains }: Observation, { assessment, nameOf }: Assessed): string[] {
  const lines = chains.flatMap((chain) => {
    const exposure = money(toUnit(chain.exposure, assessment.unit), assessment.unit);
    const sources = new Set(chain.hops.flatMap(({ source }) => (source === null ? [] : oneLine(source))));
    const told = sources.size === 0 ? [] : [`    (source: ${[...sources].join("; ")})`];
    return [`  ${chainText(chain, nameOf)}: ${exposure}`, ...told];
  });
  return lines.length === 0 ? [] : ["HOW IT GETS IN", ...lines];
}

function chainText({ hops, item }: Chain, nameOf: NameOf): string {
  const named = (hop: Hop) => oneLine(hop.supplier === null ? "an unknown supplier" : nameOf(hop.supplier));
  const steps = hops.map((hop) => {
    if (hop.madeIn !== null) return `made in ${countryName(hop.madeIn)}, sold by ${named(hop)}`;
    const owner = hop.owner === null || hop.owner === hop.supplier ? "" : ` (owned by ${nameOf(hop.owner)})`;
    return hop.input === null
      ? named(hop) + owner
      : `${hop.input} ${percent(hop.share ?? 0, 0)} > ${named(hop)}`;
  });
  return [...steps, item].join(" > ");
}
