import { counted, noun } from "./count.ts";

const SIZES: Record<string, string> = {
  string: "character",
  array: "entry",
  set: "entry",
  map: "entry",
  object: "field",
};

/** How long something must be, in words: `have 3 entries`; for a number, `be 3`. */
export function sizeText(origin: string, size: number | bigint, side: string): string {
  const what = SIZES[origin];
  if (what === undefined) return `be ${size}`;
  const count = Number(size);
  return `have ${counted(count)} ${noun(count, what, what === "entry" ? "entries" : `${what}s`)}${side}`;
}

/** Between which bounds something must lie, in words: `must be 3 or more`, `must not be empty`. */
export function boundText(
  origin: string,
  bound: number | bigint,
  inclusive: boolean | undefined,
  side: "or more" | "or less",
): string {
  if (origin in SIZES) {
    if (side === "or more" && Number(bound) === 1) return "must not be empty";
    return `must ${sizeText(origin, bound, side === "or more" ? " or more" : " or fewer")}`;
  }
  if (inclusive !== false) return `must be ${bound} ${side}`;
  return `must be ${side === "or more" ? "more" : "less"} than ${bound}`;
}
