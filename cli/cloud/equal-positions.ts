import type { ImportPorts } from "../../functions/import/ports.ts";
import type { Days } from "../../functions/ports/supply.ts";
import { compareNew, type DaysOfNew, type EqualPositions } from "../../shared/imports/equal-positions.ts";
import { addDays } from "../../shared/values/day.ts";
import type { Cloud } from "./cloud.ts";

/** Ports of an import, and what of its new positions is stored under other ids. */
export interface Comparing {
  ports: ImportPorts;
  /** Call it after the import. It reads the stored positions of the days of the new ones. */
  equal(): Promise<EqualPositions[]>;
}

/** Watches which positions an import brings anew, and then looks for stored ones that are equal in all but the id. */
export function comparingPositions(
  ports: ImportPorts,
  { positionList }: Pick<Cloud, "positionList">,
): Comparing {
  const compared = compareNew();
  const { positions } = ports;
  const fresh = new Set<string>();
  const keyOf = ({ sector, positionId }: { sector: string; positionId: string }) =>
    `${sector}\u0000${positionId}`;
  return {
    ports: {
      ...ports,
      positions: {
        ...positions,
        async find(keys) {
          const found = await positions.find(keys);
          for (const [at, key] of keys.entries()) {
            compared.noteId(key);
            if (found[at] === null) fresh.add(keyOf(key));
          }
          return found;
        },
        async put(rows, importId) {
          for (const row of rows) if (fresh.delete(keyOf(row))) compared.noteNew(row);
          await positions.put(rows, importId);
        },
      },
    },
    async equal() {
      for (const [sector, days] of compared.days()) {
        // The index by day holds all that is compared, so no whole position is read.
        const isWanted = (row: Parameters<typeof compared.see>[0]) => {
          compared.see(row);
          return false;
        };
        for await (const { rows } of positionList.newestFirst(sector, daysOf(days), isWanted)) {
          for (const row of rows) compared.see(row);
        }
      }
      return compared.found();
    },
  };
}

const LAST_DAY = "9999-12-31";

/** The days to read. Positions without a day come with all later days. */
function daysOf({ first, last, hasUndated }: DaysOfNew): Days {
  return { after: first === null ? LAST_DAY : addDays(first, -1), upTo: hasUndated ? null : last };
}
