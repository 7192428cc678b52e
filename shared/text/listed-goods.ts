import type { GoodsOnList } from "../policy/listed-goods.ts";
import { countryName } from "../values/country-name.ts";
import { oneLine } from "../values/one-line.ts";
import { nameList } from "./name-list.ts";

/** `inverter or power-inverter made outside of United States`, `inverter made in China`. */
export function goodsPhrase({ items, origins, originsExcept = [] }: GoodsOnList): string {
  const where =
    origins === undefined
      ? `outside of ${nameList(originsExcept.map(countryName))}`
      : `in ${nameList(origins.map(countryName), "or")}`;
  return `${nameList(items.map(oneLine), "or")} made ${where}`;
}
