import { type FloorPart, isUnder } from "../alerts/floor-part.ts";
import { exactMoney, moneyBelow } from "./money.ts";

/**
 * What the floor of a rule has to do with the news, without a full stop: `it has USD 600, less than the floor of USD 1.0 k`; or
 * that the policy has changed it, from what to what. `group` is `null` for the whole sector.
 */
export function floorText(floor: FloorPart, group: string | null): string {
  const { now, before, exposure, isCounted } = floor;
  const who = group === null ? "the sector" : "it";
  const amount = (below: number, from?: number) => moneyBelow(exposure, below, exposure.unit, from);
  if (now === null || !isUnder(exposure, now))
    return `${changeText(floor)}, and ${who} has ${amount(before ?? Number.POSITIVE_INFINITY, now ?? 0)}`;
  const limit = exactMoney(now, exposure.unit);
  if (!isCounted) {
    const known = `${amount(now)} of ${group === null ? "the sector" : "it"} is known`;
    return `${known}, less than the floor of ${limit}, which does not count while data is incomplete`;
  }
  if (!isUnder(exposure, before)) return `${changeText(floor)}, and ${who} has ${amount(now, before ?? 0)}`;
  const changed =
    before === null || before === now
      ? ""
      : `, which the policy has changed from ${exactMoney(before, exposure.unit)}`;
  return `${who} has ${amount(Math.min(now, before ?? now))}, less than the floor of ${limit}${changed}`;
}

function changeText({ now, before, exposure: { unit } }: FloorPart): string {
  if (before === null) return `the policy gave it a floor of ${exactMoney(now ?? 0, unit)}`;
  if (now === null) return `the policy took away its floor of ${exactMoney(before, unit)}`;
  return `the policy changed its floor from ${exactMoney(before, unit)} to ${exactMoney(now, unit)}`;
}
