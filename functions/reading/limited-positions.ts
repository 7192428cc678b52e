import type { Page, PositionStore } from "../ports/supply.ts";

/** A sector has more positions in the days that were read than one function shall fold. */
export class TooManyPositions extends Error {
  override name = "TooManyPositions";
  /** How many there are at least. */
  readonly atLeast: number;

  constructor(atLeast: number) {
    super(`there are more than ${atLeast - 1} positions`);
    this.atLeast = atLeast;
  }
}

/** The same positions. Reading more than `most` of them ends with `TooManyPositions`. */
export function limitedTo(most: number, positions: PositionStore): PositionStore {
  return {
    newestDate: (sector, upTo) => positions.newestDate(sector, upTo),
    shards(sector, days, isNamed) {
      let seen = 0;
      return positions.shards(sector, days, isNamed).map((pages) =>
        watched(pages, (rows) => {
          seen += rows;
          if (seen > most) throw new TooManyPositions(seen);
        }),
      );
    },
  };
}

async function* watched<Row>(
  pages: AsyncIterable<Page<Row>>,
  count: (rows: number) => void,
): AsyncGenerator<Page<Row>> {
  for await (const page of pages) {
    count(page.rows.length);
    yield page;
  }
}
