import { countryCode } from "../../files/country.ts";
import { unzipped } from "../../files/unzipped.ts";
import { namedRows } from "../named-rows.ts";
import type { HolderFacts } from "../new-holders.ts";
import type { FateCounts } from "../row-fates.ts";
import { OF_NOBODY } from "./exceptions.ts";
import { otherGleifFile } from "./other-file.ts";

const HEADQUARTERS = "Entity.HeadquartersAddress.Country";

/**
 * Names and countries of companies, from the LEI records (level 1) of GLEIF's golden copy. Each row is counted.
 * @throws UnusableFile when it is another file.
 */
export async function readEntities(
  bytes: AsyncIterable<Uint8Array>,
  isAsked: (lei: string) => boolean,
  fates: FateCounts,
): Promise<Map<string, HolderFacts>> {
  const found = new Map<string, HolderFacts>();
  for await (const row of namedRows(unzipped(bytes), {
    columns: ["LEI", "Entity.LegalName", HEADQUARTERS],
    isNot,
    command: "gleif",
  })) {
    fates.read();
    if ("broken" in row) fates.refuse();
    else if (!isAsked(row.cellOf("LEI"))) fates.leaveOut(OF_NOBODY);
    else if (row.cellOf("DeletedAt") !== "") fates.leaveOut("were taken back (DeletedAt)");
    else {
      fates.take();
      found.set(row.cellOf("LEI"), {
        name: row.cellOf("Entity.LegalName"),
        country: countryCode(row.cellOf(HEADQUARTERS)),
      });
    }
  }
  return found;
}

function isNot(header: readonly string[]): string {
  return (
    otherGleifFile(header, "entities") ??
    "is not the header of GLEIF's LEI records (golden copy, lei2, as CSV)"
  );
}
