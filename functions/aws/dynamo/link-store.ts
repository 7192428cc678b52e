import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { type Link, linkSchema } from "../../../shared/supply/link.ts";
import { placeKinds } from "../../../shared/supply/place.ts";
import { timeFields } from "../../../shared/supply/times.ts";
import type { LinkKey, LinkRows } from "../../ports/rows.ts";
import type { LinkStore } from "../../ports/supply.ts";
import {
  explainRow,
  type Item,
  itemOf,
  number,
  readNumber,
  readPresentNumbers,
  readText,
  text,
} from "./attributes.ts";
import { type Decoder, scanPages } from "./pages.ts";
import { createRowStore } from "./row-store.ts";

/** Reads every link. */
export function createLinkStore(client: DynamoDBClient, tableName: string): LinkStore {
  return { pages: () => scanPages(client, { TableName: tableName }, LINKS) };
}

/** Writes links, for imports. */
export function createLinkRows(client: DynamoDBClient, tableName: string): LinkRows {
  return {
    ...createRowStore(client, tableName, { keyOf: linkItemKey, toItem: linkItem, fromItem: toLink }),
    ...createLinkStore(client, tableName),
  };
}

/** Where a link is stored: under the supplier that depends on it. */
function linkItemKey({ supplierId, input, upstreamId }: LinkKey): Item {
  return { supplierId: { S: supplierId }, inputUpstream: { S: `${input}#${upstreamId}` } };
}

/** The item of a link. */
function linkItem(link: Link): Item {
  const { input, upstreamId, originCountry, share, source } = link;
  return itemOf({
    ...linkItemKey(link),
    input: text(input),
    upstreamId: text(upstreamId),
    originCountry: text(originCountry),
    share: number(share),
    source: text(source),
    ...Object.fromEntries(placeKinds.map((kind) => [kind, text(link[kind] ?? null)])),
    ...Object.fromEntries(timeFields.map((field) => [field, number(link[field] ?? null)])),
  });
}

/** The link of an item, or `null` when it is not one. */
function toLink(item: Item): Link | null {
  const link = linkSchema.safeParse(linkFields(item));
  return link.success ? link.data : null;
}

function linkFields(item: Item): Record<string, unknown> {
  const names = ["supplierId", "input", "upstreamId", "originCountry", "source"];
  const texts = Object.fromEntries(names.map((name) => [name, readText(item, name)]));
  const places = placeKinds.filter((kind) => item[kind] !== undefined);
  return {
    ...texts,
    ...Object.fromEntries(places.map((kind) => [kind, readText(item, kind)])),
    share: readNumber(item, "share"),
    ...readPresentNumbers(item, timeFields),
  };
}

/** How links are read. */
export const LINKS: Decoder<Link> = {
  table: "links",
  decode: toLink,
  explain: (item) => explainRow(linkSchema, item, linkFields(item)),
};
