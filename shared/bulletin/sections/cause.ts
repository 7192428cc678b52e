import type { CausedMove } from "../../attribution/cause-attribution.ts";
import type { Cause, Evidence, ListMove } from "../../attribution/evidence.ts";
import { importText } from "../../imports/record.ts";
import { supplyEdits } from "../../imports/supply-edits.ts";
import { wordingOf } from "../../policy/wording.ts";
import type { NameOf } from "../../text/key-name.ts";
import { listTitle } from "../../text/list-title.ts";
import { listedPeriod, listedStanding } from "../../text/listed-period.ts";
import { money } from "../../text/money.ts";
import { nameList } from "../../text/name-list.ts";
import type { Unit } from "../../values/exposure.ts";
import { oneLine } from "../../values/one-line.ts";
import { quoted } from "../../values/parse.ts";
import { byText } from "./also-edited.ts";
import { editText } from "./edit.ts";
import { reassignedByImport } from "./reassigned.ts";

/** What a line about a cause needs besides the cause. */
export interface CauseContext {
  evidence: Evidence;
  unit: Unit;
  nameOf: NameOf;
  /** The policy and version of the measurement, to see whether they have changed. */
  policyHash: string;
  version: string;
}

const MOST_CAUSE_FILES = 2;
const MOST_NAMED_SOURCES = 2;
const MOST_EDITS = 3;

/** What a cause did, as the rest of a line: `positions/bad.csv (…): USD 2.0 k added`. */
export function causeText(move: Omit<CausedMove, "delta">, context: CauseContext): string {
  const { cause } = move;
  switch (cause.kind) {
    case "left":
      return `${money(move.removed, context.unit)} left the window of ${context.evidence.windowDays} days`;
    case "entered":
      return `${money(move.added, context.unit)} came into the window by its date`;
    case "unrecorded":
      return `rows that no record of an import explains: ${causedText(move, context.unit)}`;
    case "import":
      return importsText(cause, move, context);
    case "lists":
      return listsText(cause, context);
    case "supply":
      return editsText(context);
  }
}

/** `by the list "Entity List", not by purchases: BYD is on it from 2026-06-08`. */
function listsText({ list, moves }: Extract<Cause, { kind: "lists" }>, context: CauseContext): string {
  const { evidence, nameOf } = context;
  const told = moves.slice(0, MOST_EDITS).map((one) => {
    const { isOn } = one;
    if ("goods" in one) return goodsStanding(one, list, evidence);
    const standing = listedStanding(evidence.listings.entriesOf(one.supplierId, list), isOn, evidence.asOf);
    return `${oneLine(nameOf(one.supplierId))} ${standing}`;
  });
  const more = moves.length > MOST_EDITS ? [`and ${moves.length - MOST_EDITS} more`] : [];
  const { purchases } = wordingOf(evidence.policy);
  return `by ${listTitle(list, evidence.policy)}, not by ${purchases}: ${[...told, ...more].join("; ")}`;
}

/** `goods, whoever sells them: "power inverters" are on it from 2026-07-28`. */
function goodsStanding(
  { goods, isOn }: Extract<ListMove, { goods: string }>,
  list: string,
  { listings, asOf }: Evidence,
): string {
  const entry = listings.goodsOn(asOf).find((one) => one.list === list && one.entity === goods);
  const when = entry === undefined ? "" : ` ${listedPeriod(entry)}`;
  return `goods, whoever sells them: ${quoted(goods)} are ${isOn ? `on it${when}` : "not on it as they were"}`;
}

function importsText(
  { ids }: Extract<Cause, { kind: "import" }>,
  move: Omit<CausedMove, "delta">,
  context: CauseContext,
): string {
  const records = context.evidence.records.filter(({ id }) => ids.includes(id));
  const files = records.slice(0, MOST_CAUSE_FILES).map(importText);
  const more = records.length > MOST_CAUSE_FILES ? ` and ${records.length - MOST_CAUSE_FILES} more` : "";
  const names = [...new Set(records.flatMap(({ sources }) => sources.flatMap(({ source }) => source ?? [])))];
  const unnamed = names.length > MOST_NAMED_SOURCES ? [`${names.length - MOST_NAMED_SOURCES} more`] : [];
  const sources = [...names.slice(0, MOST_NAMED_SOURCES).map(oneLine), ...unnamed];
  const from = sources.length === 0 ? "" : `, source ${nameList(sources)}`;
  return `${files.join(" and ")}${more}: ${causedText(move, context.unit)}${from}`;
}

function causedText({ added, removed, reassigned }: Omit<CausedMove, "delta" | "cause">, unit: Unit): string {
  const parts = [
    ...(reassigned === null ? [] : [reassignedByImport(reassigned, unit)]),
    ...(added > 0 ? [`${money(added, unit)} added`] : []),
    ...(removed > 0 ? [`${money(removed, unit)} taken away`] : []),
  ];
  return nameList(parts);
}

function editsText({ evidence, nameOf, policyHash, version }: CauseContext): string {
  const { basis, supply, assessment } = evidence;
  // What no rule measures has moved none. It stands in a section of its own.
  const edits = supplyEdits(basis, supply).filter(({ movesRules }) => movesRules);
  if (edits.length > 0) {
    const told = edits
      .slice(0, MOST_EDITS)
      .map((edit) => `${editText(edit, nameOf)}${byText(edit, evidence)}`);
    const more = edits.length > MOST_EDITS ? [`and ${edits.length - MOST_EDITS} more edits`] : [];
    return ["edited:", [...told, ...more].join("; ")].join(" ");
  }
  if (assessment.policyHash !== policyHash) return "by the policy, which counts otherwise now";
  if (assessment.version !== version) return "by another version of Chokepoint, which counts otherwise";
  return "by suppliers, owners or links, which are not what they were";
}
