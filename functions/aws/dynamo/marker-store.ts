import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  type ImportMarker,
  importMarkerForm,
  type MarkerKey,
  stampOf,
} from "../../../shared/imports/marker.ts";
import type { MarkerRows, MarkerStore } from "../../ports/imports.ts";
import { sha256 } from "../../runtime/sha256.ts";
import type { Item } from "./attributes.ts";
import { deleteIf } from "./conditional-write.ts";
import { beginsWith, holds } from "./conditions.ts";
import { queryAll } from "./pages.ts";
import { recordReader } from "./record-reader.ts";
import { createRowStore } from "./row-store.ts";

const MARKER_PREFIX = "importing#";

/** Writes markers of imports: one item per sector, file and runner, in the table of assessments. */
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

/** Reads markers of imports. */
export function createMarkerReader(client: DynamoDBClient, tableName: string): Pick<MarkerStore, "of"> {
  return {
    of: (sector) =>
      queryAll(client, { TableName: tableName, ...beginsWith(sector, MARKER_PREFIX) }, markersReader),
  };
}

/** Reads and removes markers of imports. */
export function createMarkerStore(client: DynamoDBClient, tableName: string): MarkerStore {
  return {
    ...createMarkerReader(client, tableName),
    async remove(marker) {
      // It is refused when the marker is gone, or when its file is being imported again.
      await deleteIf(client, tableName, markerKey(marker), holds({ stamp: { S: stampOf(marker) } }));
    },
  };
}

/** Where it is stored. The name of a file may be too long for a key, so its hash is used. */
function markerKey({ sector, kind, file, runner }: MarkerKey): Item {
  return {
    sector: { S: sector },
    assessmentKey: { S: `${MARKER_PREFIX}${kind}#${sha256(JSON.stringify([file, runner]))}` },
  };
}

/** How they are read. */
export const markersReader = recordReader({
  form: importMarkerForm,
  attribute: "marker",
  keyOf: markerKey,
  another: "marker of another import",
});
