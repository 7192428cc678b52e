import type { ItemOf } from "../policy/item-names.ts";
import type { GoodsOnList } from "../policy/listed-goods.ts";
import { countryInText } from "../values/country-in-text.ts";
import { oneLine } from "../values/one-line.ts";
import { nameList } from "./name-list.ts";

/** `inverter or power-inverter made outside of the United States`, `inverter made in China`. */
export function goodsPhrase(
  { items, origins, originsExcept = [] }: GoodsOnList,
  itemOf: ItemOf = oneLine,
): string {
  const where =
    origins === undefined
      ? `outside of ${nameList(originsExcept.map(countryInText))}`
      : `in ${nameList(origins.map(countryInText), "or")}`;
  return `${nameList(items.map(itemOf), "or")} made ${where}`;
}
