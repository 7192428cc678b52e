import { type ListedGoods, NO_GOODS } from "../supply/listed-goods.ts";
import type { Belongs } from "../supply/membership.ts";
import type { CountryCode } from "../values/identifier.ts";
import type { CountAs } from "./count-as.ts";
import type { ListEntry } from "./list-entry.ts";
import type { Measure } from "./measure.ts";

/** What an entry says of goods: of these items, those made in `origins`, or anywhere but in `originsExcept`. */
export interface GoodsOnList {
  list: string;
  /** What the list calls them. */
  entity: string;
  items: string[];
  origins?: CountryCode[] | undefined;
  originsExcept?: CountryCode[] | undefined;
}

/** The same without fields that are not set, as it is stored. */
type GoodsSaid = Pick<GoodsOnList, "list" | "entity" | "items"> & {
  origins?: CountryCode[];
  originsExcept?: CountryCode[];
};

/** Whether an entry names goods, and no company. */
export function isOfGoods<Entry extends ListEntry>(entry: Entry): entry is Entry & { items: string[] } {
  return entry.items !== undefined;
}

/**
 * The test of goods against entries, with countries as `countAs` counts them. Goods of unknown origin may have been made
 * anywhere.
 */
export function goodsTest(entries: readonly GoodsOnList[], countAs: CountAs | undefined): ListedGoods {
  if (entries.length === 0) return NO_GOODS;
  const merged = Map.groupBy(Object.entries(countAs ?? {}), ([, to]) => to);
  return (list, { item, originCountry }) => {
    const alsoCounted = (merged.get(originCountry ?? "") ?? []).map(([from]) => from);
    const answers = entries
      .filter((entry) => entry.list === list && entry.items.includes(item))
      .map((entry) => madeThere(entry, originCountry, alsoCounted));
    if (answers.includes("yes")) return "yes";
    return answers.includes("maybe") ? "maybe" : "no";
  };
}

/** An entry that names a country means all that count as it. One that names only some of them may mean the goods or not. */
function madeThere(
  { origins, originsExcept = [] }: GoodsOnList,
  origin: CountryCode | null,
  alsoCounted: readonly CountryCode[],
): Belongs {
  if (origin === null) return "maybe";
  const named = origins ?? originsExcept;
  if (!named.includes(origin) && alsoCounted.some((one) => named.includes(one))) return "maybe";
  return named.includes(origin) === (origins !== undefined) ? "yes" : "no";
}

/** Just what an entry says of goods, to be stored and compared. */
export function goodsSaid({ list, entity, items, origins, originsExcept }: GoodsOnList): GoodsSaid {
  return {
    list,
    entity,
    items,
    ...(origins === undefined ? {} : { origins }),
    ...(originsExcept === undefined ? {} : { originsExcept }),
  };
}

/** Whether a measure counts goods that its list names: a share does, and its change. Through all tiers, companies count alone. */
export function countsGoods(measure: Measure): boolean {
  return (measure.kind === "change" ? measure.of : measure).kind === "share";
}
