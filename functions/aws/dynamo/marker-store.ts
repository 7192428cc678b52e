import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
} from "@aws-sdk/client-dynamodb";
import {
  type ImportMarker,
  importMarkerForm,
  type MarkerKey,
  stampOf,
} from "../../../shared/imports/marker.ts";
import { mergeUnreadable } from "../../../shared/supply/unreadable.ts";
import type { MarkerRows, MarkerStore } from "../../ports/imports.ts";
import type { Page } from "../../ports/supply.ts";
import { sha256 } from "../../runtime/sha256.ts";
import type { Item } from "./attributes.ts";
import { queryPages } from "./pages.ts";
import { recordReader } from "./record-reader.ts";
import { createRowStore } from "./row-store.ts";

const PREFIX = "importing#";
const IS_MARKER = "sector = :sector AND begins_with(assessmentKey, :prefix)";
const IS_AS_SEEN = "stamp = :stamp";

/** Markers of imports, as an import writes them: one item per sector, file and runner, beside the assessments. */
export function createMarkerRows(client: DynamoDBClient, tableName: string): MarkerRows {
  return createRowStore(client, tableName, {
    keyOf: markerKey,
    toItem: (marker: ImportMarker) => ({
      ...markerKey(marker),
      marker: { S: JSON.stringify(marker) },
      stamp: { S: stampOf(marker) },
    }),
    fromItem: markersReader.decode,
  });
}

/** Markers of imports, to read. */
export function createMarkerReader(client: DynamoDBClient, tableName: string): Pick<MarkerStore, "of"> {
  return {
    async of(sector) {
      const query = {
        TableName: tableName,
        KeyConditionExpression: IS_MARKER,
        ExpressionAttributeValues: { ":sector": { S: sector }, ":prefix": { S: PREFIX } },
        ConsistentRead: true,
      };
      const pages: Page<ImportMarker>[] = [];
      for await (const page of queryPages(client, query, markersReader)) pages.push(page);
      return {
        rows: pages.flatMap(({ rows }) => rows),
        unreadable: mergeUnreadable(pages.map(({ unreadable }) => unreadable)),
      };
    },
  };
}

/** Markers of imports, as a run reads and removes them. */
export function createMarkerStore(client: DynamoDBClient, tableName: string): MarkerStore {
  return {
    ...createMarkerReader(client, tableName),
    async remove(marker) {
      const remove = new DeleteItemCommand({
        TableName: tableName,
        Key: markerKey(marker),
        ConditionExpression: IS_AS_SEEN,
        ExpressionAttributeValues: { ":stamp": { S: stampOf(marker) } },
      });
      try {
        await client.send(remove);
      } catch (error) {
        // It is gone, or its file is being imported again.
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },
  };
}

/** Where it is stored. The name of a file may be longer than a key. */
function markerKey({ sector, kind, file, runner }: MarkerKey): Item {
  return {
    sector: { S: sector },
    assessmentKey: { S: `${PREFIX}${kind}#${sha256(JSON.stringify([file, runner]))}` },
  };
}

/** How they are read. */
export const markersReader = recordReader({
  form: importMarkerForm,
  attribute: "marker",
  keyOf: markerKey,
  another: "marker of another import",
});
