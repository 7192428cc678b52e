import { money } from "../../text/money.ts";
import { shareText } from "../../text/share.ts";
import { noun } from "../../values/count.ts";
import type { Unit } from "../../values/exposure.ts";

/** More than a reader on a phone will scroll through. */
export const MOST_NAMED = 4;

/** A part of the exposure, in the unit and as a share. */
export interface Part {
  name: string;
  exposure: number;
  share: number;
}

/** The largest parts, one line each, and all others as one. `left` is what is not listed by name. */
export function partLines(named: Part[], left: Part[], unit: Unit): string[] {
  const shown = named.slice(0, MOST_NAMED);
  const others = [...named.slice(MOST_NAMED), ...left];
  const [first] = others;
  if (first === undefined) return shown.map((part) => partLine(part, unit));
  const sum = others.reduce(
    (all, { exposure, share }) => ({ exposure: all.exposure + exposure, share: all.share + share }),
    { exposure: 0, share: 0 },
  );
  const count = named.length - shown.length;
  const name = left.length > 0 ? "others" : `${count} ${noun(count, "other")}`;
  return [...shown, { name, ...sum }].map((part) => partLine(part, unit));
}

/** `USD 20.2 M  17.0 %  CATL`. */
export function partLine({ name, exposure, share }: Part, unit: Unit): string {
  return `${money(exposure, unit)}  ${shareText(share)}  ${name}`;
}
