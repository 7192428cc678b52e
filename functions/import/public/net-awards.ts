import type { Position } from "../../../shared/supply/position.ts";
import { noun, someOf } from "../../../shared/values/count.ts";
import type { Day } from "../../../shared/values/day.ts";
import { asMinor, toUnit } from "../../../shared/values/exposure.ts";
import { quoted } from "../../../shared/values/parse.ts";
import { isNotice, isRejection, type Notice, type Rejection } from "../files/row.ts";
import type { NettedPosition } from "../mapped/add-up.ts";
import type { MappedLine } from "../mapped/mapped-line.ts";
import { addRows, type RowLedger } from "../mapped/row-ledger.ts";
import { createDigestIndex } from "../tables/digest-index.ts";
import { createHeldValues, type HeldValues } from "../tables/held-values.ts";
import { createIntegers } from "../tables/integers.ts";
import { createAwardActions, type WaitingAction } from "./award-actions.ts";
import { type ActionLeft, netAward } from "./net-award.ts";

type Read = MappedLine | Rejection | Notice;

/**
 * Nets transactions within their award. An action that obligates money is a position, dated by its action date; what later
 * actions take back is taken from it (`netAward`). An award that comes out below zero is refused with its lines: the actions
 * that it takes back are not in the file. `awardOf` names the award of a line that was just read; `onZero` is called for each
 * action of no money, which becomes no position.
 */
export async function* nettedAwards(
  read: AsyncIterable<Read>,
  { ledger, awardOf, onZero }: { ledger: RowLedger; awardOf(line: number): string; onZero(): void },
): AsyncGenerator<NettedPosition | Rejection | Notice> {
  const awards = createAwardActions();
  const positions = createHeldValues<{ line: number; row: Position }>();
  const transactions = createDigestIndex();
  const firstLines = createIntegers();
  let waiting = 0;
  for await (const row of read) {
    if (isNotice(row) || isRejection(row)) {
      yield row;
      continue;
    }
    const { line, position, amount } = row;
    const { at, isNew } = transactions.add(position.positionId);
    if (!isNew) {
      addRows(ledger.refused, 1, amount);
      yield again(line, position, amount, firstLines.at(at));
      continue;
    }
    firstLines.push(line);
    const { date: day } = position;
    if (amount > 0) positions.add({ line, row: position });
    awards.add(awardOf(line), { line, amount, day, position: amount > 0 ? waiting++ : null });
  }
  const left: PositionsLeft = { exposures: new Float64Array(waiting), lines: new Int32Array(waiting) };
  for (const { award, actions } of awards.awards()) {
    const outcome = settle(award, actions, { ledger, onZero });
    if (outcome.kind === "refused") yield* outcome.rejections;
    else
      for (const [position, { exposure, lines }] of outcome.left) {
        left.exposures[position] = exposure;
        left.lines[position] = lines;
      }
  }
  yield* positionsLeft(positions, left);
}

/** What is left of each position, by its number, and how many lines it was made of: none where its award is refused. */
interface PositionsLeft {
  exposures: Float64Array;
  lines: Int32Array;
}

function* positionsLeft(
  positions: HeldValues<{ line: number; row: Position }>,
  left: PositionsLeft,
): Generator<NettedPosition> {
  let at = 0;
  for (const block of positions.takeBlocks())
    for (const { line, row } of block) {
      const lines = left.lines[at] ?? 0;
      if (lines > 0) {
        const exposure = asMinor(left.exposures[at] ?? 0);
        yield { line, row: { ...row, exposure }, lines, isReduced: exposure < row.exposure };
      }
      at += 1;
    }
}

type Outcome =
  | { kind: "refused"; rejections: Rejection[] }
  | { kind: "settled"; left: [number, ActionLeft][] };

function settle(
  award: string,
  actions: WaitingAction[],
  { ledger, onZero }: { ledger: RowLedger; onZero(): void },
): Outcome {
  const net = netAward(actions);
  if ("below" in net) {
    for (const { amount } of actions) addRows(ledger.refused, 1, amount);
    return { kind: "refused", rejections: refusedAward(award, actions, net.below) };
  }
  for (const { amount } of actions) if (amount === 0) onZero();
  const left = actions.flatMap(({ position }, at): [number, ActionLeft][] => {
    const settled = net.left[at];
    return position === null || settled === undefined || settled === null ? [] : [[position, settled]];
  });
  return { kind: "settled", left };
}

const MOST_LINES = 5;
const KIND = "are refused with the other lines of their award";

function refusedAward(award: string, actions: WaitingAction[], sum: bigint): Rejection[] {
  const named = someOf(
    actions.slice(0, MOST_LINES).map(({ line }) => String(line)),
    MOST_LINES,
    actions.length,
  );
  const where = `${noun(actions.length, "line")} ${named}`;
  const reason = `the actions of ${quoted(award)} (${where}) add up to ${toUnit(asMinor(Number(sum)), "USD")} USD, which is below zero: download the award with all of its actions`;
  return actions.map(({ line, amount }) => ({
    line,
    column: "contract_award_unique_key",
    reason,
    kind: KIND,
    keptOut: { exposure: Math.max(0, amount) },
  }));
}

function again(line: number, { positionId, date }: Position, amount: number, first: number): Rejection {
  const on: Day | string = date ?? "an unknown day";
  return {
    line,
    column: "contract_transaction_unique_key",
    reason: `${quoted(positionId)} of ${on} stands on line ${first} already: a transaction counts once`,
    kind: "stands on another line already: a transaction counts once",
    keptOut: { exposure: Math.max(0, amount) },
  };
}
