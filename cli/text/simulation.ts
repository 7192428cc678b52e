import type { SimulateResult } from "../../functions/simulate/simulate.ts";
import type { SimulatedChain } from "../../shared/assessment/simulated-loss.ts";
import type { Staying } from "../../shared/assessment/simulated-stays.ts";

import { chainText } from "../../shared/text/chain.ts";
import type { CommandPlace } from "../../shared/text/command.ts";
import { money } from "../../shared/text/money.ts";
import { percent, shareRange } from "../../shared/text/share.ts";
import { windowText } from "../../shared/text/window.ts";
import type { Unit } from "../../shared/values/exposure.ts";
import type { Interval } from "../../shared/values/interval.ts";
import { oneLine } from "../../shared/values/one-line.ts";
import { columns } from "../terminal/output.ts";
import { lackLines } from "./alerts.ts";
import { removedNames } from "./removed-names.ts";

const MOST_LINES = 8;

/** A simulation for a terminal: loss by item, how it gets in, what stays, and the ranking of single removals. */
export function simulationLines(result: SimulateResult, place: CommandPlace): string[] {
  const { scopes, stays, removals, unit } = result;
  const [whole] = scopes;
  const lacks = lackLines(result, place).map((line) => `  ${line}`);
  if (whole === undefined || stays === null) {
    const none = result.incomplete
      ? "no position in the window could be read, so what would be lost is not known"
      : "there is no position in the window, so nothing to lose";
    return [headLine(result), ...lacks, `  ${none}`];
  }
  return [
    headLine(result),
    "",
    ...(lacks.length === 0 ? [] : [...lacks, ""]),
    ...lossLines(scopes, unit),
    "",
    ...chainLines(whole.chains, unit),
    "",
    ...staysLines(stays.owner, whole.loss),
    "",
    ...removalLines(removals),
  ];
}

function headLine(result: SimulateResult): string {
  const { sector, asOf, illustrative } = result;
  const without = removedNames(result).join(", ");
  const marked = illustrative > 0 ? "  (illustrative data)" : "";
  return `${sector} as of ${asOf}, ${windowText(result)}${without === "" ? "" : `, without ${without}`}${marked}`;
}

function lossLines(scopes: SimulateResult["scopes"], unit: Unit): string[] {
  const rows = scopes.map(({ item, loss, exposure, mapped }) => [
    item === null ? "whole sector" : oneLine(item),
    shareRange(loss.lower, loss.upper),
    money(exposure, unit),
    percent(mapped, 0),
  ]);
  return table(["LOST", "share", "of", "suppliers mapped"], rows);
}

function removalLines(removals: SimulateResult["removals"]): string[] {
  const rows = removals
    .slice(0, MOST_LINES)
    .map(({ kind, name, loss }) => [
      oneLine(name),
      kind === "supplier" ? "supplier, owner unknown" : kind,
      shareRange(loss.lower, loss.upper),
    ]);
  const each = "each alone: several may lose the same goods, so their losses do not add up";
  return [...table(["WORST SINGLE REMOVALS", "", "lost"], rows), ...(rows.length > 1 ? [`  (${each})`] : [])];
}

function chainLines(chains: SimulatedChain[], unit: Unit): string[] {
  const title = "HOW IT GETS IN";
  if (chains.length === 0) return [title, "  nothing is certainly lost"];
  return [
    chains.length === 1 ? title : `${title}, by its ${chains.length} largest paths`,
    ...chains.flatMap((chain) => [
      `  ${chainText(chain.hops, chain.item)}: ${money(chain.exposure, unit)}`,
      ...chain.ties.map((tie) => `    the same goods also stop by: ${chainText(tie.hops, chain.item)}`),
    ]),
  ];
}

function staysLines({ keys, hhi }: Staying, loss: Interval): string[] {
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

function table(header: string[], rows: string[][]): string[] {
  const [first = "", ...rest] = columns([
    header,
    ...rows.map(([head = "", ...cells]) => [`  ${head}`, ...cells]),
  ]);
  return [first, ...rest];
}
