import { expect } from "vitest";
import { recompute } from "../../functions/recompute/recompute.ts";
import type { Deployment } from "../../functions/runtime/deployment.ts";
import { changeAcknowledgements } from "../../functions/silence/acknowledge.ts";
import { changeSilences } from "../../functions/silence/silence.ts";
import type { SilencePayload } from "../../shared/contract/silence-payload.ts";
import { emptyLedger, type Ledger } from "../../shared/recompute/ledger.ts";
import { addDays, dayOf, daysBetween } from "../../shared/values/day.ts";
import { ruleOf } from "./builders.ts";
import { type MemoryPorts, memoryPorts } from "./memory.ts";
import {
  noAlert,
  type PlainAge,
  type PlainAlert,
  type PlainRule,
  type PlainRun,
  plainAge,
  plainTurn,
} from "./plain-alert.ts";
import { chinaPolicy, positionOf } from "./samples.ts";
import { type Trouble, troubledPorts } from "./troubled-ports.ts";

export const RULE = "china-origin";
const SECTOR = "ai";
const STALE_DAYS = 200;
/** Rules that are not the same and find the same: nothing comes from North Korea. */
const DEFINITIONS: Record<string, string[]> = { china: ["CN"], both: ["CN", "KP"] };

/** What one run left behind, beside what it should have. */
export interface Outcome {
  before: Ledger;
  after: Ledger;
  run: PlainRun;
  /** Whether its rule has another definition than in the run before. */
  isRedefined: boolean;
  expected: ReturnType<typeof plainTurn>;
  expectedAge: ReturnType<typeof plainAge>;
}

/** A sector of one rule in the real code. Whoever drives it changes its fields. */
export class AlertWorld {
  readonly ports: MemoryPorts = memoryPorts();
  /** What the alert should be. */
  alert: PlainAlert = noAlert;
  /** What should be known of the age of its data. */
  age: PlainAge = { isStale: false, isTold: false };
  silences: { rule: string | null; until: string }[] = [];
  /** Thousandths of the supply that are made in China, and that nobody knows where. */
  chinese = 0;
  unknown = 0;
  /** How many times ten dollars are bought. */
  tens = 1;
  hasData = true;
  isUnreadable = false;
  isStale = false;
  isInPolicy = true;
  rule: PlainRule;

  constructor(rule: PlainRule) {
    this.rule = rule;
  }

  get ledger(): Ledger {
    return structuredClone(this.ports.stored.ledgers.get(SECTOR) ?? emptyLedger(SECTOR));
  }

  get today(): string {
    return dayOf(this.ports.clock.now);
  }

  /** The last day that was decided; today before there is one. */
  get reached(): string {
    return this.ledger.lastAssessment?.asOf ?? this.today;
  }

  wait(seconds: number): void {
    this.ports.clock.now = new Date(this.ports.clock.now.getTime() + seconds * 1000);
  }

  /** Runs as of a day. `null` when that decided nothing. */
  async recompute(trouble: Trouble | null, asOf = this.today): Promise<Outcome | null> {
    const before = this.ledger;
    const run = this.plainRun(asOf);
    const isRedefined = run.rule !== null && run.rule.definition !== this.alert.definition;
    const expected = plainTurn(this.alert, run);
    const expectedAge = plainAge(this.age, run);
    await this.act(trouble, (ports) => recompute({ asOf }, ports, this.deployment()));
    const after = this.ledger;
    if (after.decisions === before.decisions) return null;
    this.alert = expected.after;
    this.age = expectedAge.after;
    return { before, after, run, isRedefined, expected, expectedAge };
  }

  async silence(trouble: Trouble | null, rule: string | null, days: number): Promise<void> {
    // A sector that is recomputed as of each day is silenced beyond today, or it is refused.
    const isByDay = daysBetween(this.reached, this.today) <= 7;
    const until = addDays(isByDay && this.today > this.reached ? this.today : this.reached, days);
    const about = rule === null ? {} : { rule };
    const payload = { sector: SECTOR, until, by: "a test", reason: "property", ...about };
    if (await this.changeSilences(trouble, payload)) this.silences.push({ rule, until });
  }

  async lift(trouble: Trouble | null, at: number): Promise<void> {
    const index = at % this.ledger.silences.length;
    const silence = this.ledger.silences[index];
    if (silence === undefined) return;
    if (!(await this.changeSilences(trouble, { sector: SECTOR, lift: silence.id }))) return;
    const same = this.silences.findIndex(
      ({ rule, until }) => rule === silence.rule && until === silence.until,
    );
    this.silences.splice(same, 1);
  }

  /** Acknowledges the alert if it is open: for some days, or without a day. */
  async acknowledge(trouble: Trouble | null, days: number | null): Promise<void> {
    const { alerts } = this.ledger;
    if (!alerts.some(({ level }) => level !== "none")) return;
    const until = days === null ? null : addDays(this.today > this.reached ? this.today : this.reached, days);
    const end = until === null ? {} : { until };
    const payload = { sector: SECTOR, ack: RULE, by: "a test", reason: "property", ...end };
    const before = this.ledger.acknowledgements;
    await this.act(trouble, (ports) => changeAcknowledgements(payload, ports));
    const written = this.ledger.acknowledgements[0];
    if (written !== undefined && written.id !== before[0]?.id)
      this.alert = { ...this.alert, acknowledged: { until } };
  }

  /** Withdraws the acknowledgement if there is one. */
  async withdraw(trouble: Trouble | null): Promise<void> {
    const [standing] = this.ledger.acknowledgements;
    if (standing === undefined) return;
    const payload = { sector: SECTOR, withdraw: standing.id };
    await this.act(trouble, (ports) => changeAcknowledgements(payload, ports));
    if (this.ledger.acknowledgements.length === 0) this.alert = { ...this.alert, acknowledged: null };
  }

  private async changeSilences(trouble: Trouble | null, payload: SilencePayload): Promise<boolean> {
    const before = this.ledger.silences.map(({ id }) => id);
    await this.act(trouble, (ports) => changeSilences(payload, ports));
    const after = this.ledger.silences.map(({ id }) => id);
    return "lift" in payload
      ? before.includes(payload.lift) && !after.includes(payload.lift)
      : after.some((id) => !before.includes(id));
  }

  /** Does something, in a process that may die: then nobody hears how it went. */
  private async act(trouble: Trouble | null, work: (ports: MemoryPorts) => Promise<unknown>): Promise<void> {
    this.ports.stored.positions = this.supply();
    this.ports.stored.unreadablePositions = this.isUnreadable ? 1 : 0;
    const waiting = new Set(this.ledger.outbox.flatMap(({ bulletin }) => bulletin?.id ?? []));
    const earlier = this.ports.stored.published.map(({ id }) => id);
    const waitingEvents = new Set(
      this.ledger.outbox.flatMap(({ events }) => events.map(({ detail }) => detail.id)),
    );
    const earlierEvents = this.ports.stored.onBus.map(({ detail }) => detail.id);
    try {
      await work(trouble === null ? this.ports : troubledPorts(this.ports, trouble));
    } catch (error) {
      if (trouble === null) throw error;
    }
    const now = this.ports.stored.published.slice(earlier.length).map(({ id }) => id);
    const again = now.filter((id) => earlier.includes(id) && !waiting.has(id));
    expect(again, "what was struck is not published again").toEqual([]);
    expect(new Set(now).size, "a run publishes each bulletin once").toBe(now.length);
    const put = this.ports.stored.onBus.slice(earlierEvents.length).map(({ detail }) => detail.id);
    const putAgain = put.filter((id) => earlierEvents.includes(id) && !waitingEvents.has(id));
    expect(putAgain, "what was struck is not put on the bus again").toEqual([]);
    expect(new Set(put).size, "a run puts each event on the bus once").toBe(put.length);
    const left = this.ledger.outbox.filter(({ bulletin }) => bulletin !== null && now.includes(bulletin.id));
    if (trouble === null || trouble === "history" || trouble === "bus")
      expect(left, "what was published is struck").toEqual([]);
  }

  private plainRun(asOf: string): PlainRun {
    const inForce = this.silences.filter(({ until }) => asOf < until);
    const share = this.hasData ? { certain: this.chinese, possible: this.chinese + this.unknown } : null;
    const rule = this.isInPolicy ? this.rule : null;
    return {
      asOf,
      share,
      size: this.tens * 10,
      isIncomplete: this.isUnreadable,
      isSilenced: inForce.length > 0,
      isSectorSilenced: inForce.some(({ rule }) => rule === null),
      isStale: this.isStale,
      rule: rule && { ...rule },
    };
  }

  private supply() {
    if (!this.hasData) return [];
    const exposure = (thousandths: number) => thousandths * this.tens;
    // Within the window, and younger or older than the policy lets them be, also as of some days ago.
    const date = addDays(this.today, this.isStale ? -STALE_DAYS - 50 : -STALE_DAYS + 50);
    return [
      positionOf({ positionId: "china", originCountry: "CN", exposure: exposure(this.chinese), date }),
      positionOf({ positionId: "unknown", originCountry: null, exposure: exposure(this.unknown), date }),
      positionOf({
        positionId: "japan",
        originCountry: "JP",
        exposure: exposure(1000 - this.chinese - this.unknown),
        date,
      }),
    ];
  }

  private deployment(): Deployment {
    const { warning, critical, margin, remindEveryDays, definition, isQuiet, floor, ...runs } = this.rule;
    const above = { warning: warning / 1000, critical: critical / 1000 };
    const rule = ruleOf({
      id: RULE,
      measure: { kind: "share", of: { facet: "origin", countries: DEFINITIONS[definition] ?? [] } },
      above,
      margin: margin / 1000,
      ...runs,
      ...(isQuiet ? { possible: "quiet" } : {}),
      ...(floor === undefined ? {} : { atLeast: floor }),
      ...(remindEveryDays === undefined ? {} : { remindEveryDays }),
    });
    const policy = chinaPolicy(SECTOR, { rules: this.isInPolicy ? [rule] : [], staleAfterDays: STALE_DAYS });
    return { policies: new Map([[SECTOR, policy]]), version: "1.2.3", place: null };
  }
}
