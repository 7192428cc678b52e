import type { Basis } from "../imports/basis.ts";
import { type GoodsOnList, goodsSaid } from "../policy/listed-goods.ts";
import { type Listings, listDaysOf } from "../policy/listings.ts";
import type { Rule } from "../policy/rule.ts";
import type { Supplier } from "../supply/supplier.ts";
import type { Day } from "../values/day.ts";

/** On which lists suppliers were on the days that rules looked at, in the form that a basis stores. */
export function keptListings(
  rules: readonly Rule[],
  asOf: Day,
  listings: Listings,
  kept: readonly Supplier[] | null,
): Pick<Basis, "listings"> {
  const days = listDaysOf(rules, asOf);
  if (days.length === 0 || kept === null) return {};
  return {
    listings: days.map((day) => {
      const listed = listings.on(day);
      const others = kept.flatMap(({ supplierId, lists }): [string, string[]][] => {
        const then = listed.get(supplierId)?.lists ?? lists;
        return then === lists ? [] : [[supplierId, [...then].sort()]];
      });
      const goods = listings.goodsOn(day).map(goodsSaid);
      return { day, suppliers: others, ...(goods.length === 0 ? {} : { goods }) };
    }),
  };
}

/** On which lists each supplier of a basis was, as of a day; `null` when the basis did not store that. */
export function listsThen(
  { suppliers, listings }: Pick<Basis, "suppliers" | "listings">,
  day: Day,
): ReadonlyMap<string, readonly string[]> | null {
  const others = listings === undefined ? [] : listings.find((one) => one.day === day)?.suppliers;
  if (suppliers === null || others === undefined) return null;
  return new Map([...suppliers.map(({ supplierId, lists }) => [supplierId, lists] as const), ...others]);
}

/** The goods that lists named in a basis, as of a day. A basis of an earlier version has none: none were named. */
export function goodsThen({ listings = [] }: Pick<Basis, "listings">, day: Day): readonly GoodsOnList[] {
  return listings.find((one) => one.day === day)?.goods ?? [];
}
