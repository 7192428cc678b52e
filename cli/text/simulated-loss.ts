import type { SimulateResult } from "../../functions/simulate/simulate.ts";
import type { SimulatedChain } from "../../shared/assessment/simulated-loss.ts";
import type { Staying } from "../../shared/assessment/simulated-stays.ts";
import { MOST_TIMED } from "../../shared/assessment/timed-removals.ts";
import type { ItemOf } from "../../shared/policy/item-names.ts";
import { chainText } from "../../shared/text/chain.ts";
import { money } from "../../shared/text/money.ts";
import { otherPairsText } from "../../shared/text/pair.ts";
import {
  daysRange,
  missingRange,
  RECOVERY_MEANS,
  RECOVERY_OPEN,
  recoveryCells,
} from "../../shared/text/recovery.ts";
import { percent, shareRange } from "../../shared/text/share.ts";
import { noun } from "../../shared/values/count.ts";
import type { Unit } from "../../shared/values/exposure.ts";
import type { Interval } from "../../shared/values/interval.ts";
import { oneLine } from "../../shared/values/one-line.ts";
import { columns } from "../terminal/output.ts";

const MOST_LINES = 8;

/** What each scope loses; after moves, beside what it loses without them. */
export function lossLines(scopes: SimulateResult["scopes"], unit: Unit, itemOf: ItemOf): string[] {
  const isMoved = scopes.some(({ lossBefore }) => lossBefore !== undefined);
  const rows = scopes.map(({ item, loss, lossBefore = loss, exposure, mapped }) => [
    item === null ? "whole sector" : itemOf(item),
    ...(isMoved ? [shareRange(lossBefore.lower, lossBefore.upper)] : []),
    shareRange(loss.lower, loss.upper),
    money(exposure, unit),
    percent(mapped, 0),
  ]);
  const shares = isMoved ? ["before", "after"] : ["share"];
  return table(["LOST", ...shares, "of", "suppliers mapped"], rows);
}

/** What each scope loses until all are back; nothing where nobody says how long stock lasts or when they are back. */
export function recoveryLines(scopes: SimulateResult["scopes"], unit: Unit, itemOf: ItemOf): string[] {
  const told = scopes.flatMap(({ item, recovery }) => (recovery === undefined ? [] : [{ item, recovery }]));
  if (told.length === 0) return [];
  const rows = told.map(({ item, recovery: { days, missing } }) => [
    item === null ? "whole sector" : itemOf(item),
    daysRange(days),
    missingRange(missing, unit),
  ]);
  const isOpen = told.some(({ recovery }) => recovery.days.upper === null);
  return [
    ...table(["UNTIL ALL ARE BACK", "days", "missing"], rows),
    `  (${RECOVERY_MEANS})`,
    ...(isOpen ? [`  ${RECOVERY_OPEN}`] : []),
  ];
}

/** What single removals cost, worst first. */
export function removalLines({ removals, moved, unit }: SimulateResult): string[] {
  if (removals.length === 0) return [];
  const title = `WORST SINGLE REMOVALS${afterMoves(moved)}`;
  const shown = removals.slice(0, MOST_LINES);
  const isTimed = shown.some(({ recovery }) => recovery !== undefined);
  const rows = shown.map(({ kind, name, loss, recovery }) => [
    oneLine(name),
    kind === "supplier" ? "supplier, owner unknown" : kind,
    shareRange(loss.lower, loss.upper),
    ...(isTimed ? recoveryCells(recovery, unit) : []),
  ]);
  const each = "each alone: several may lose the same goods, so their losses do not add up";
  return [
    ...table([title, "", "lost", ...(isTimed ? ["days missing", "missing until back"] : [])], rows),
    ...(rows.length > 1 ? [`  (${each})`] : []),
    ...(isTimed
      ? [`  (days missing, missing until back: of the ${MOST_TIMED} worst of each kind; ${RECOVERY_MEANS})`]
      : []),
  ];
}

function afterMoves(moved: SimulateResult["moved"]): string {
  return moved === undefined ? "" : `, after the ${noun(moved.length, "move")}`;
}

/** What pairs of removals cost, worst first; nothing where they were not asked for. */
export function pairLines({
  pairs,
  moved,
  ...rest
}: Pick<SimulateResult, "pairs" | "moved" | "otherPairsAtMost">): string[] {
  if (pairs === undefined) return [];
  const others = otherPairsText({ pairs, ...rest });
  const told = others === null ? [] : [`  (${others})`];
  const title = `WORST PAIRS OF REMOVALS${afterMoves(moved)}`;
  if (pairs.length === 0)
    return [
      title,
      `  no two${others === null ? "" : " that were tried"} together certainly cost more than the worse of them alone`,
      ...told,
    ];
  const rows = pairs.map(({ removals: [worse, other], loss }) => [
    `${oneLine(worse.name)} and ${oneLine(other.name)}`,
    shareRange(loss.lower, loss.upper),
    percent(worse.alone),
    percent(other.alone),
  ]);
  return [
    ...table([title, "lost", "first alone", "second alone"], rows),
    "  (alone: what is certainly lost; only pairs that certainly cost more than the worse one)",
    ...told,
  ];
}

/** The paths through which most is lost. */
export function chainLines(chains: SimulatedChain[], unit: Unit, itemOf: ItemOf): string[] {
  const title = "HOW IT GETS IN";
  if (chains.length === 0) return [title, "  nothing is certainly lost"];
  return [
    chains.length === 1 ? title : `${title}, by its ${chains.length} largest paths`,
    ...chains.flatMap((chain) => [
      `  ${chainText(chain.hops, chain.item, itemOf)}: ${money(chain.exposure, unit)}`,
      ...chain.ties.map(
        (tie) => `    the same goods also stop by: ${chainText(tie.hops, chain.item, itemOf)}`,
      ),
    ]),
  ];
}

/** Who is left after a removal. */
export function staysLines({ keys, hhi }: Staying, loss: Interval): string[] {
  const title =
    loss.lower === loss.upper ? "WHAT STAYS, by owner" : "WHAT STAYS, by owner, if nothing unknown is lost";
  if (loss.lower === 1) return [title, "  nothing: all of it is certainly lost"];
  const rows = keys
    .filter(({ after }) => after > 0)
    .slice(0, MOST_LINES)
    .map(({ name, before, after }) => [oneLine(name), percent(before), percent(after)]);
  if (rows.length === 0) return [title, "  no owner of what stays is known"];
  const points = (value: number | null) =>
    value === null ? "none" : Math.round(value).toLocaleString("en-US");
  return table(
    [title, "before", "after"],
    [...rows, ["HHI of known owners", points(hhi.before), points(hhi.after)]],
  );
}

/** Columns under a title; the rows stand below it, moved in. */
export function table(header: string[], rows: string[][]): string[] {
  const [first = "", ...rest] = columns([
    header,
    ...rows.map(([head = "", ...cells]) => [`  ${head}`, ...cells]),
  ]);
  return [first, ...rest];
}
