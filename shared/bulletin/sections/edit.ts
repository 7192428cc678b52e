import type { SupplyEdit } from "../../imports/supply-edits.ts";
import type { Link } from "../../supply/link.ts";
import { type PlaceKind, placeKinds } from "../../supply/place.ts";
import type { Supplier } from "../../supply/supplier.ts";
import { type TimeField, timeFields } from "../../supply/times.ts";
import type { NameOf } from "../../text/key-name.ts";
import { shareText } from "../../text/share.ts";
import { countryInText } from "../../values/country-in-text.ts";
import { oneLine } from "../../values/one-line.ts";
import { holdingTexts } from "./holding-edit.ts";

/** The edit of a supplier, of a holding or of a link: `CATL: country China to the United States`. */
export function editText({ supplierId, what }: SupplyEdit, nameOf: NameOf): string {
  const name = oneLine(nameOf(supplierId));
  if (what.kind === "link") return `${name}: ${linkText(what, nameOf)}`;
  if (what.kind === "holding") return `${name}: ${holdingTexts(what.before, what.after, nameOf).join(", ")}`;
  if (what.after === null) return `${name}: its row is gone`;
  return `${name}: ${fieldTexts(what.before, what.after, nameOf).join(", ")}`;
}

function fieldTexts(before: Supplier, after: Supplier, nameOf: NameOf): string[] {
  const change = (what: string, from: string | null, to: string | null) =>
    from === to ? [] : [`${what} ${from ?? "unknown"} to ${to ?? "unknown"}`];
  const country = ({ country: code }: Supplier) => code && countryInText(code);
  const parent = ({ parentId }: Supplier) => (parentId === null ? "none" : oneLine(nameOf(parentId)));
  const stake = ({ parentStake }: Supplier) => (parentStake === null ? null : shareText(parentStake));
  const inputs = (one: Supplier) => (one.inputs === "none" ? "none" : "undeclared");
  return [
    ...change("country", country(before), country(after)),
    ...change("parent", parent(before), parent(after)),
    ...change("parent's stake", stake(before), stake(after)),
    ...after.lists.filter((list) => !before.lists.includes(list)).map((list) => `put on ${list}`),
    ...before.lists.filter((list) => !after.lists.includes(list)).map((list) => `taken off ${list}`),
    ...change("inputs", inputs(before), inputs(after)),
    ...deliveryTexts(before, after),
  ];
}

/** What has changed in places, stock and recovery: `port none to ningbo, stockDays 20 to 30`. */
function deliveryTexts(before: Supplier | Link, after: Supplier | Link): string[] {
  const place = (one: Supplier | Link, kind: PlaceKind) => {
    const names = [one[kind] ?? []].flat().sort();
    return names.length > 0 ? names.map(oneLine).join(" and ") : one[kind] === undefined ? "unknown" : "none";
  };
  const days = (one: Supplier | Link, field: TimeField) => one[field] ?? "unknown";
  const isOther = (from: string | number, to: string | number) => from !== to;
  return [
    ...placeKinds
      .filter((kind) => isOther(place(before, kind), place(after, kind)))
      .map((kind) => `${kind} ${place(before, kind)} to ${place(after, kind)}`),
    ...timeFields
      .filter((field) => isOther(days(before, field), days(after, field)))
      .map((field) => `${field} ${days(before, field)} to ${days(after, field)}`),
  ];
}

function linkText({ before, after }: { before: Link | null; after: Link | null }, nameOf: NameOf): string {
  const { input = "", upstreamId = "" } = after ?? before ?? {};
  const link = `${oneLine(input)} from ${oneLine(nameOf(upstreamId))}`;
  if (before === null) return after === null ? link : `${link} is new (${shareText(after.share)})`;
  if (after === null) return `${link} is gone (was ${shareText(before.share)})`;
  const shares =
    before.share === after.share ? [] : [`${shareText(before.share)} to ${shareText(after.share)}`];
  const made = ({ originCountry }: Link) =>
    originCountry === null ? "unknown" : countryInText(originCountry);
  const origins = made(before) === made(after) ? [] : [`made in ${made(before)} to ${made(after)}`];
  return `${link} ${[...shares, ...origins, ...deliveryTexts(before, after)].join(", ")}`;
}
