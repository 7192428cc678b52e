import type { Observation } from "../../assessment/observation.ts";
import type { Chain, Hop, Path } from "../../look-through/chain.ts";
import type { ItemOf } from "../../policy/item-names.ts";
import type { NameOf } from "../../text/key-name.ts";
import { money } from "../../text/money.ts";
import { percent } from "../../text/share.ts";
import { moreLine, noun } from "../../values/count.ts";
import { countryInText } from "../../values/country-in-text.ts";
import { toUnit, type Unit } from "../../values/exposure.ts";
import { oneLine } from "../../values/one-line.ts";

const MOST_TIES = 2;
const MOST_SOURCES = 3;
// Of a longer path the ends are told: what stops, and who sells to the sector.
const MOST_STEPS = 6;
const FIRST_STEPS = 2;

/** What suppliers, items and inputs are called. */
interface PathNames {
  nameOf: NameOf;
  itemOf: ItemOf;
}

/** The paths through which most of a loss comes: what each carries, each of its steps, and where the links are written. */
export function pathLines({ chains }: Observation, unit: Unit, names: PathNames): string[] {
  if (chains.length === 0) return [];
  return [...chains.flatMap((chain) => chainLines(chain, unit, names)), ...sourceLines(chains)];
}

/** What one path carries and its steps; below it, other inputs that stop the same goods. */
export function chainLines(chain: Chain, unit: Unit, names: PathNames): string[] {
  return [
    `${money(toUnit(chain.exposure, unit), unit)}  ${pathText(chain, chain.item, names)}`,
    ...tieLines(chain, names),
  ];
}

/** When several inputs decide equally, each is told; they stop the same goods. */
function tieLines({ ties, item }: Chain, names: PathNames): string[] {
  const more = ties.length - MOST_TIES;
  return [
    ...ties.slice(0, MOST_TIES).map((tie) => `  the same goods also stop by ${pathText(tie, item, names)}`),
    ...(more > 0 ? [`  and by ${more} more ${noun(more, "input")}`] : []),
  ];
}

/** `CATL cells (80 %) in Example Storage, sold as bess`; `bess from CATL, made in China`. */
function pathText({ hops }: Path, item: string, { nameOf, itemOf }: PathNames): string {
  const [first, ...others] = hops;
  if (first === undefined) return oneLine(itemOf(item));
  const name = nameIn(first, nameOf);
  if (others.length === 0)
    return `${oneLine(itemOf(item))} from ${name}${first.madeIn === null ? ownedText(first, nameOf) : `, made in ${countryInText(first.madeIn)}`}`;
  const origin =
    first.madeIn === null ? ownedText(first, nameOf) : ` (made in ${countryInText(first.madeIn)})`;
  const steps = others.map(
    (hop) => `${oneLine(itemOf(hop.input ?? ""))} (${percent(hop.share ?? 0, 0)}) in ${nameIn(hop, nameOf)}`,
  );
  return `${[name + origin, ...shortSteps(steps)].join(" ")}, sold as ${oneLine(itemOf(item))}`;
}

function nameIn({ supplier }: Hop, nameOf: NameOf): string {
  return supplier === null ? "an unknown supplier" : oneLine(nameOf(supplier));
}

function ownedText({ owner, supplier }: Hop, nameOf: NameOf): string {
  return owner === null || owner === supplier ? "" : ` (owned by ${oneLine(nameOf(owner))})`;
}

function shortSteps(steps: string[]): string[] {
  if (steps.length <= MOST_STEPS) return steps;
  const last = steps.slice(FIRST_STEPS - MOST_STEPS);
  return [...steps.slice(0, FIRST_STEPS), `(${steps.length - MOST_STEPS} more steps)`, ...last];
}

/** Where the links of these paths are written. */
export function sourceLines(chains: readonly Chain[]): string[] {
  const paths = chains.flatMap((chain) => [chain, ...chain.ties.slice(0, MOST_TIES)]);
  const all = paths.flatMap(({ hops }) =>
    hops.flatMap(({ source }) => (source === null ? [] : oneLine(source))),
  );
  const sources = [...new Set(all)];
  if (sources.length === 0) return [];
  const rest = moreLine(sources.length - MOST_SOURCES);
  return [`Sources of the links: ${[...sources.slice(0, MOST_SOURCES), ...rest].join("; ")}.`];
}
