import type { Assessed } from "../../assessment/assess.ts";
import type { Observation } from "../../assessment/observation.ts";
import type { Path } from "../../look-through/chain.ts";
import { type ChainHop, chainText } from "../../text/chain.ts";
import type { NameOf } from "../../text/key-name.ts";
import { money } from "../../text/money.ts";
import { moreLine, noun } from "../../values/count.ts";
import { toUnit } from "../../values/exposure.ts";
import { oneLine } from "../../values/one-line.ts";

const MOST_TIES = 3;
const MOST_CHAIN_SOURCES = 3;

/**
 * How most of a loss gets in: each chain hop by hop, with the source of each link. When several inputs decide
 * equally, each is shown; they lose the same goods.
 */
export function chainsSection({ chains }: Observation, { assessment, nameOf }: Assessed): string[] {
  const lines = chains.flatMap((chain) => {
    const exposure = money(toUnit(chain.exposure, assessment.unit), assessment.unit);
    const told = [`  ${chainText(namedHops(chain, nameOf), chain.item)}: ${exposure}`, ...sourceLines(chain)];
    for (const tie of chain.ties.slice(0, MOST_TIES)) {
      told.push(
        `    the same goods also stop by: ${chainText(namedHops(tie, nameOf), chain.item)}`,
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
  const rest = moreLine(sources.length - MOST_CHAIN_SOURCES);
  return [`    (source: ${[...sources.slice(0, MOST_CHAIN_SOURCES), ...rest].join("; ")})`];
}

/** The steps of a path, with the names of who is in them. */
function namedHops({ hops }: Path, nameOf: NameOf): ChainHop[] {
  return hops.map((hop) => ({
    ...hop,
    name: hop.supplier === null ? "an unknown supplier" : nameOf(hop.supplier),
    ownerName: hop.owner === null ? null : nameOf(hop.owner),
  }));
}
