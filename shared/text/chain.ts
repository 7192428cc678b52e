import type { ItemOf } from "../policy/item-names.ts";
import type { PlaceKind } from "../supply/place.ts";
import { countryInText } from "../values/country-in-text.ts";
import { oneLine } from "../values/one-line.ts";
import { percent } from "./share.ts";

/** A step of a chain, with the names of who is in it. */
export interface ChainHop {
  supplier: string | null;
  /** What to call the supplier, known or not. */
  name: string;
  owner: string | null;
  ownerName: string | null;
  input: string | null;
  share: number | null;
  madeIn: string | null;
  through?: { kind: PlaceKind; key: string };
}

/** `CATL (owned by …) > cells 80 % > Example Storage > bess`: from what is removed down to the item. */
export function chainText(hops: readonly ChainHop[], item: string, itemOf: ItemOf): string {
  return [...shortSteps(hops.map((hop) => stepText(hop, itemOf))), itemOf(item)].join(" > ");
}

const WAYS = { plant: "from plant", port: "through port", region: "from region" } satisfies Record<
  PlaceKind,
  string
>;

function stepText(
  { name, supplier, owner, ownerName, input, share, madeIn, through }: ChainHop,
  itemOf: ItemOf,
): string {
  if (madeIn !== null) return `made in ${countryInText(madeIn)}, sold by ${oneLine(name)}`;
  if (through !== undefined) return `${WAYS[through.kind]} ${through.key}, sold by ${oneLine(name)}`;
  if (input !== null) return `${itemOf(input)} ${percent(share ?? 0, 0)} > ${oneLine(name)}`;
  const owned = ownerName === null || owner === supplier ? "" : ` (owned by ${oneLine(ownerName)})`;
  return oneLine(name) + owned;
}

// Of a longer chain the ends are told: what is removed, and who sells to the sector.
const MOST_STEPS = 8;
const FIRST_STEPS = 3;

/** The steps of a chain; of a long one both ends, and how many there are between them. */
function shortSteps(steps: string[]): string[] {
  if (steps.length <= MOST_STEPS) return steps;
  const last = steps.slice(FIRST_STEPS - MOST_STEPS);
  return [...steps.slice(0, FIRST_STEPS), `${steps.length - MOST_STEPS} more steps`, ...last];
}
