/** A position, as far as chaos is about it. */
export interface Row {
  positionId: string;
  sector: string;
  item: string;
  country: string;
  /** USD. */
  exposure: number;
}

const COLUMNS = "positionId,sector,supplierId,item,originCountry,exposure,date,program,source";
const DAY_MS = 86_400_000;

/** A file of positions as an import reads it. All are of yesterday, so that midnight changes nothing. */
export function csvOf(rows: readonly Row[], source: string): string {
  const date = new Date(Date.now() - DAY_MS).toISOString().slice(0, 10);
  const lines = rows.map(({ positionId, sector, item, country, exposure }) =>
    [positionId, sector, "chaos-maker", item, country, exposure.toFixed(2), date, "", source].join(","),
  );
  return [COLUMNS, ...lines, ""].join("\n");
}

/** So many rows of equal size, of countries that no rule watches. */
export function filler(sector: string, count: number, exposure: number): Row[] {
  return Array.from({ length: count }, (_, at) => ({
    positionId: `filler-${String(at).padStart(5, "0")}`,
    sector,
    item: "bess",
    country: at % 2 === 0 ? "US" : "CA",
    exposure,
  }));
}
