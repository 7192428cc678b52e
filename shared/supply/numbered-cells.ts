import type { Cell } from "./cell.ts";
import { figureOf } from "./fold-positions.ts";
import type { NumberTuples } from "./number-tuples.ts";
import type { PeriodFigure } from "./overlap.ts";
import type { ColumnTexts } from "./position-columns.ts";

/** The columns whose numbers tell a cell from all others, in the order of its tuple. */
export const CELL_PARTS = ["item", "supplierId", "originCountry", "program"] as const;

/** The cell of a tuple of numbers. @throws RangeError when its item is no text. */
export function cellOfTuple(tuple: number, cells: NumberTuples, texts: ColumnTexts): Omit<Cell, "exposure"> {
  const [item, supplierId, originCountry, program] = CELL_PARTS.map((name, part) =>
    texts[name].textOf(cells.partOf(tuple, part)),
  );
  if (item == null) throw new RangeError(`cell ${tuple} has no item`);
  return {
    item,
    supplierId: supplierId ?? null,
    originCountry: originCountry ?? null,
    program: program ?? null,
  };
}

/** The figure of a tuple of numbers: of its source, item, start of the period and date. */
export function figureOfTuple(tuple: number, figures: NumberTuples, texts: ColumnTexts): PeriodFigure {
  const [source, item, periodStart, date] = (["figureSource", "item", "periodStart", "date"] as const).map(
    (name, part) => texts[name].textOf(figures.partOf(tuple, part)),
  );
  const figure = figureOf({ source, item, periodStart, date } as Parameters<typeof figureOf>[0]);
  if (figure === null) throw new RangeError(`figure ${tuple} stands for no period`);
  return figure;
}
