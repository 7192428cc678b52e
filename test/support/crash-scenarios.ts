import { recompute } from "../../functions/recompute/recompute.ts";
import { changeAcknowledgements } from "../../functions/silence/acknowledge.ts";
import { changeSilences } from "../../functions/silence/silence.ts";
import type { SilencePayload } from "../../shared/contract/silence-payload.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import type { Rule } from "../../shared/policy/rule.ts";
import { ruleOf } from "./builders.ts";
import type { Scenario, Turn } from "./crash-matrix.ts";
import type { World } from "./crash-worlds.ts";
import { chinaPolicy, supplyWith } from "./samples.ts";

/** A scenario, and what it comes to if nothing crashes. */
export interface NamedScenario extends Scenario {
  name: string;
  /** The events that the turn publishes. */
  told: string[];
  /** The whole history after it. */
  happens: string[];
}

/** A recompute on a day of July, after so many of the 1,000 USD were found to be Chinese; `null` for no data at all. */
export function day(date: number, chinese: number | null, ...rules: Partial<Rule>[]): Turn {
  const policy = rules.length === 0 ? chinaPolicy() : chinaPolicy("ai", { rules: rules.map(ruleOf) });
  return async (world, ports) => {
    await world.supply(chinese === null ? [] : supplyWith(chinese));
    await recompute({ asOf: july(date) }, ports, deploymentOf(policy));
  };
}

/** A recompute on a day of July of supply that was bought on another; a week later it is stale. */
function aging(date: number, bought: number): Turn {
  return async (world, ports) => {
    await world.supply(supplyWith(100).map((position) => ({ ...position, date: july(bought) })));
    const policy = chinaPolicy("ai", { staleAfterDays: 7 });
    await recompute({ asOf: july(date) }, ports, deploymentOf(policy));
  };
}

/** An import that has ended, whose run is to come. */
async function imported(world: World): Promise<void> {
  world.bringIn();
}

/** A silence over the sector until a day of July. */
export function silence(until: number): Turn {
  return changing({ sector: "ai", until: july(until), by: "Ana", reason: "a known case" });
}

/** The end of a silence before its time. */
export function lift(id: string): Turn {
  return changing({ sector: "ai", lift: id });
}

/** An acknowledgement of the alert until a day of July, or without a day. */
export function ack(until?: number): Turn {
  const end = until === undefined ? {} : { until: july(until) };
  const payload = { sector: "ai", ack: "china-origin", by: "Ana", reason: "a known case", ...end };
  return (_world, ports) => changeAcknowledgements(payload, ports);
}

/** The end of an acknowledgement before its time. */
export function withdraw(id: string): Turn {
  return (_world, ports) => changeAcknowledgements({ sector: "ai", withdraw: id }, ports);
}

function changing(payload: SilencePayload): Turn {
  return (_world, ports) => changeSilences(payload, ports);
}

function unheard(turn: Turn): Turn {
  const publisher = { publish: () => Promise.reject(new Error("SNS is down")) };
  return (world, ports) => turn(world, { ...ports, publisher }).catch(() => {});
}

function withoutBus(turn: Turn): Turn {
  const bus = { put: async () => ({ taken: new Set<string>(), failure: new Error("EventBridge is down") }) };
  return (world, ports) => turn(world, { ...ports, bus }).catch(() => {});
}

function withoutHistory(turn: Turn): Turn {
  return (world, ports) => {
    const append = () => Promise.reject(new Error("DynamoDB is down"));
    return turn(world, { ...ports, history: { ...ports.history, append } }).catch(() => {});
  };
}

function july(date: number): string {
  return `2026-07-${date}`;
}

function deploymentOf(policy: Policy) {
  return { policies: new Map([[policy.sector, policy]]), version: "1.2.3", place: null };
}

const china = {};
const japan: Partial<Rule> = {
  id: "japan-origin",
  title: "Made in Japan",
  measure: { kind: "share", of: { facet: "origin", countries: ["JP"] } },
};
const changed: Partial<Rule> = {
  measure: { kind: "share", of: { facet: "origin", countries: ["CN", "KP"] } },
};
const weekly = { remindEveryDays: 7 };
const twice = { for: 2 };
const kept = { keep: 2 };
// All of the supply is 1,000 USD.
const low = { atLeast: 1000 };
const high = { atLeast: 1001 };

type Row = [name: string, before: Turn[], turn: Turn, told: string[], happens: string[]];

// biome-ignore format: one row for each case lets a reader compare them; formatted, each field has a line.
const rows: Row[] = [
  ["raised", [], day(20, 300), ["raised"], ["raised"]],
  ["raised after an import", [imported], day(20, 300), ["raised"], ["raised"]],
  ["nothing new after an import", [day(20, 300), imported], day(20, 300), [], ["raised"]],
  ["worsened", [day(20, 300)], day(21, 700), ["worsened"], ["raised", "worsened"]],
  ["eased", [day(20, 700)], day(21, 300), ["eased"], ["raised", "eased"]],
  ["resolved", [day(20, 300)], day(21, 100), ["resolved"], ["raised", "resolved"]],
  ["reminder", [day(20, 300, weekly)], day(27, 300, weekly), ["reminder"], ["raised", "reminder"]],
  ["no data", [day(20, 300)], day(21, null), ["no-data"], ["raised", "no-data"]],
  ["data back", [day(20, 300), day(21, null)], day(22, 300), ["data-back"], ["raised", "no-data", "data-back"]],
  ["data back, and worse", [day(20, 300), day(21, null)], day(22, 700), ["worsened", "data-back"],
    ["raised", "no-data", "worsened", "data-back"]],
  ["stale data", [aging(20, 15)], aging(25, 15), ["stale"], ["stale"]],
  ["fresh data", [aging(25, 15)], aging(26, 24), ["fresh"], ["stale", "fresh"]],
  ["a rule that was changed, and breaches", [day(20, 300)], day(21, 300, changed), ["raised", "rule-changed"],
    ["raised", "rule-changed", "raised"]],
  ["a rule that was changed in a silence that is over", [day(20, 300), silence(22), day(21, 300, changed)],
    day(22, 300, changed), ["raised", "rule-changed"],
    ["raised", "silenced", "hidden rule-changed", "hidden raised", "lifted", "rule-changed", "raised"]],
  ["several rules at once", [day(20, 100, china, japan)], day(21, 500, china, japan), ["raised", "eased"],
    ["raised", "raised", "eased"]],
  ["a rule that has left the policy", [day(20, 300, china, japan)], day(21, 300), ["resolved"],
    ["raised", "raised", "resolved"]],
  ["the first of two runs that a rule waits for", [], day(20, 300, twice), [], []],
  ["the second of two runs that a rule waits for", [day(20, 300, twice)], day(21, 300, twice), ["raised"],
    ["raised"]],
  ["the first of two runs that end an alert", [day(20, 300, kept)], day(21, 100, kept), [], ["raised"]],
  ["the second of two runs that end an alert", [day(20, 300, kept), day(21, 100, kept)], day(22, 100, kept),
    ["resolved"], ["raised", "resolved"]],
  ["raised in silence", [day(20, 100), silence(25)], day(21, 300), [], ["silenced", "hidden raised"]],
  ["raised in a silence that is over", [day(20, 100), silence(22), day(21, 300)], day(22, 300), ["raised"],
    ["silenced", "hidden raised", "lifted", "raised"]],
  ["raised in a silence that was lifted", [day(20, 100), silence(25), day(21, 300), lift("s2")], day(21, 300),
    ["raised"], ["silenced", "hidden raised", "lifted", "raised"]],
  ["resolved in silence", [day(20, 300), silence(25)], day(21, 100), [],
    ["raised", "silenced", "hidden resolved"]],
  ["resolved in a silence that is over", [day(20, 300), silence(22), day(21, 100)], day(22, 100), ["resolved"],
    ["raised", "silenced", "hidden resolved", "lifted", "resolved"]],
  ["no data in a silence that is over", [day(20, 300), silence(22), day(21, null)], day(22, null),
    ["no-data", "reminder"], ["raised", "silenced", "hidden no-data", "lifted", "reminder", "no-data"]],
  ["a reminder that an acknowledgement holds back", [day(20, 300, weekly), ack()], day(27, 300, weekly), [],
    ["raised", "acknowledged"]],
  ["a reminder as of the day of an acknowledgement", [day(20, 300, weekly), ack(27)], day(27, 300, weekly),
    ["reminder"], ["raised", "acknowledged", "reminder", "unacknowledged"]],
  ["a reminder after an acknowledgement was withdrawn", [day(20, 300, weekly), ack(), withdraw("a3")],
    day(27, 300, weekly), ["reminder"], ["raised", "acknowledged", "unacknowledged", "reminder"]],
  ["worsened, although it was acknowledged", [day(20, 300), ack()], day(21, 700), ["worsened"],
    ["raised", "acknowledged", "worsened", "unacknowledged"]],
  ["worsened in silence, although it was acknowledged", [day(20, 300), ack(), silence(25)], day(21, 700), [],
    ["raised", "acknowledged", "silenced", "hidden worsened", "unacknowledged"]],
  ["resolved, although it was acknowledged", [day(20, 300), ack()], day(21, 100), ["resolved"],
    ["raised", "acknowledged", "resolved", "unacknowledged"]],
  ["closed by a floor, although it was acknowledged", [day(20, 300, low), ack()], day(21, 300, high),
    ["resolved"], ["raised", "acknowledged", "resolved", "unacknowledged"]],
  ["closed by a floor in a silence that is over", [day(20, 300, low), silence(22), day(21, 300, high)],
    day(22, 300, high), ["resolved"], ["raised", "silenced", "hidden resolved", "lifted", "resolved"]],
  ["raised because a floor was lowered", [day(20, 300, high)], day(21, 300, low), ["raised"], ["raised"]],
  ["worsened, after a run that could not publish", [unheard(day(20, 300))], day(21, 700), ["raised", "worsened"],
    ["raised", "worsened"]],
  ["worsened, after a run whose bus was down", [withoutBus(day(20, 300))], day(21, 700), ["worsened"],
    ["raised", "worsened"]],
  ["worsened, after a run that could not write its history", [withoutHistory(day(20, 300))], day(21, 700),
    ["worsened"], ["raised", "worsened"]],
];

/** Every kind of event, and what may lie in its way. */
export const scenarios: NamedScenario[] = rows.map(([name, before, turn, told, happens]) => ({
  name,
  before,
  turn,
  told,
  happens,
}));

/** One of them. */
export function scenarioNamed(name: string): NamedScenario {
  const scenario = scenarios.find((one) => one.name === name);
  if (scenario === undefined) throw new Error(`no scenario is named ${name}`);
  return scenario;
}
