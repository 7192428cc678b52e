import type { Position } from "../../../shared/supply/position.ts";
import { noun, someOf } from "../../../shared/values/count.ts";
import type { Day } from "../../../shared/values/day.ts";
import { asMinor, toUnit } from "../../../shared/values/exposure.ts";
import { quoted } from "../../../shared/values/parse.ts";
import { isNotice, isRejection, type Notice, type Rejection } from "../files/row.ts";
import type { NettedPosition } from "../mapped/add-up.ts";
import type { MappedLine } from "../mapped/mapped-lines.ts";
import { addRows, type RowLedger } from "../mapped/row-ledger.ts";
import { createDigestIndex } from "../tables/digest-index.ts";
import { createHeldValues } from "../tables/held-values.ts";
import { type ActionLeft, type AwardAction, netAward } from "./net-award.ts";

type Read = MappedLine | Rejection | Notice;

/** An action whose position waits, with its number among the positions; `null` for one that obligates nothing. */
interface WaitingAction extends AwardAction {
  line: number;
  position: number | null;
}

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
  const awards = new Map<string, WaitingAction[]>();
  const positions = createHeldValues<{ line: number; row: Position }>();
  const transactions = createDigestIndex();
  const firstLines: number[] = [];
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
      yield again(line, position, amount, firstLines[at] ?? 1);
      continue;
    }
    firstLines.push(line);
    const award = awardOf(line);
    const own = awards.get(award) ?? [];
    awards.set(award, own);
    const { date: day } = position;
    if (amount > 0) positions.add({ line, row: position });
    own.push({ line, amount, day, position: amount > 0 ? waiting++ : null });
  }
  const left = new Map<number, ActionLeft>();
  for (const [award, actions] of awards) {
    const outcome = settle(award, actions, { ledger, onZero });
    if (outcome.kind === "refused") yield* outcome.rejections;
    else for (const [position, settled] of outcome.left) left.set(position, settled);
    awards.delete(award);
  }
  yield* positionsLeft(positions.values(), left);
}

function* positionsLeft(
  positions: Iterable<{ line: number; row: Position }>,
  left: ReadonlyMap<number, ActionLeft>,
): Generator<NettedPosition> {
  let at = 0;
  for (const { line, row } of positions) {
    const settled = left.get(at);
    if (settled !== undefined) {
      const exposure = asMinor(settled.exposure);
      const isReduced = exposure < row.exposure;
      yield { line, row: { ...row, exposure }, lines: settled.lines, isReduced };
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
