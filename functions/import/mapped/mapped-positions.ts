import type { Position } from "../../../shared/supply/position.ts";
import { quoted } from "../../../shared/values/parse.ts";
import { isNotice, isRejection, type ReadRow, type Rejection } from "../files/row.ts";
import type { TableLine } from "../files/table-line.ts";
import { createDigestIndex } from "../tables/digest-index.ts";
import { linesByKey, type NettedPosition } from "./add-up.ts";
import { labelOf } from "./advice.ts";
import type { MappedLine, MappedReading } from "./mapped-line.ts";
import { mappedLines } from "./mapped-lines.ts";
import { addRows } from "./row-ledger.ts";

/** What is read of a table: positions with the number of lines that they were made of, refused lines, and notices. */
export type MappedRow = Exclude<ReadRow<Position>, { row: Position }> | NettedPosition;

/** The positions of a table. Each name of a position comes once. */
export function mappedPositions(
  lines: AsyncIterable<TableLine>,
  reading: MappedReading,
): AsyncGenerator<MappedRow> {
  const read = mappedLines(lines, reading);
  return reading.mapping.lines === "add-up" ? addedUp(read, reading) : oneEach(read, reading);
}

type Read = AsyncIterable<MappedLine | Exclude<MappedRow, NettedPosition>>;

async function* addedUp(read: Read, { mapping, ledger }: MappedReading): AsyncGenerator<MappedRow> {
  const keys = linesByKey(mapping, ledger);
  for await (const row of read) {
    if (isNotice(row) || isRejection(row)) yield row;
    else keys.add(row);
  }
  for (const one of keys.settled()) {
    if (!("rejection" in one)) yield one;
    else {
      addRows(ledger.refused, 1, one.amount);
      yield one.rejection;
    }
  }
}

/** Of lines with one key the first counts: whether another is the same purchase again, nobody can tell. */
async function* oneEach(read: Read, { mapping, ledger }: MappedReading): AsyncGenerator<MappedRow> {
  const keys = createDigestIndex();
  const firstLines: number[] = [];
  for await (const row of read) {
    if (isNotice(row) || isRejection(row)) {
      yield row;
      continue;
    }
    const { line, position, amount } = row;
    const { at, isNew } = keys.add(`${position.sector}\u0000${position.positionId}`);
    if (isNew) {
      firstLines.push(line);
      yield { line, row: position, lines: 1 };
    } else {
      addRows(ledger.refused, 1, amount);
      const again = `stands on line ${firstLines[at] ?? 1} already`;
      const rejection: Rejection = {
        line,
        column: labelOf("positionId", mapping),
        reason: `${quoted(position.positionId)} ${again}; ${SEVERAL}`,
        kind: `stands on another line already; ${SEVERAL}`,
        keptOut: { sector: position.sector, exposure: amount },
      };
      yield rejection;
    }
  }
}

const SEVERAL =
  'name more columns in positionId of the mapping, or say "lines": "add-up" where lines of one key are one position';
