import type { Cell } from "./cell.ts";
import type { Belongs } from "./membership.ts";

/** Whether a restricted list names goods by what they are and where they were made, whoever sells them. */
export type ListedGoods = (list: string, goods: Pick<Cell, "item" | "originCountry">) => Belongs;

/** No list names goods. */
export const NO_GOODS: ListedGoods = () => "no";
