import type { PositionStore } from "../ports/supply.ts";

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
      const note = counterTo(most);
      const shards = positions.shards(sector, days, isNamed);
      return shards.map((pages) => watched(pages, ({ rows }) => note(rows.length)));
    },
    columns(sector, days, texts) {
      const note = counterTo(most);
      const shards = positions.columns(sector, days, texts);
      return shards.map((pages) => watched(pages, ({ columns }) => note(columns.count)));
    },
  };
}

/** Adds up how many positions were read. */
function counterTo(most: number): (rows: number) => void {
  let seen = 0;
  return (rows) => {
    seen += rows;
    if (seen > most) throw new TooManyPositions(seen);
  };
}

async function* watched<One>(pages: AsyncIterable<One>, look: (page: One) => void): AsyncGenerator<One> {
  for await (const page of pages) {
    look(page);
    yield page;
  }
}
