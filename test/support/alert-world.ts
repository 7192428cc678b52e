import { expect } from "vitest";
import type { Deployment } from "../../functions/recompute/deployment.ts";
import { recompute } from "../../functions/recompute/recompute.ts";
import { changeSilences } from "../../functions/silence/silence.ts";
import { addDays, dayOf, daysBetween } from "../../shared/calendar.ts";
import { emptyLedger, type Ledger } from "../../shared/ledger.ts";
import type { SilencePayload } from "../../shared/payloads.ts";
import { ruleOf } from "./builders.ts";
import { type MemoryPorts, memoryPorts } from "./memory.ts";
import { noAlert, type PlainAlert, type PlainRule, type PlainRun, plainTurn } from "./plain-alert.ts";
import { chinaPolicy, positionOf } from "./samples.ts";
import { type Trouble, troubledPorts } from "./troubled-ports.ts";

export const RULE = "china-origin";
const SECTOR = "ai";

/** What one run left behind, beside what it should have. */
export interface Outcome {
  before: Ledger;
  after: Ledger;
  run: PlainRun;
  expected: ReturnType<typeof plainTurn>;
}

/** A sector of one rule in the real code. Whoever drives it changes its fields. */
export class AlertWorld {
  readonly ports: MemoryPorts = memoryPorts();
  /** What the alert should be. */
  alert: PlainAlert = noAlert;
  silences: { rule: string | null; until: string }[] = [];
  /** Thousandths of the supply that are made in China, and that nobody knows where. */
  chinese = 0;
  unknown = 0;
  hasData = true;
  isUnreadable = false;
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
    const expected = plainTurn(this.alert, run);
    await this.act(trouble, (ports) => recompute({ asOf }, ports, this.deployment()));
    const after = this.ledger;
    if (after.decisions === before.decisions) return null;
    this.alert = expected.after;
    return { before, after, run, expected };
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
    try {
      await work(trouble === null ? this.ports : troubledPorts(this.ports, trouble));
    } catch (error) {
      if (trouble === null) throw error;
    }
    const now = this.ports.stored.published.slice(earlier.length).map(({ id }) => id);
    const again = now.filter((id) => earlier.includes(id) && !waiting.has(id));
    expect(again, "what was struck is not published again").toEqual([]);
    expect(new Set(now).size, "a run publishes each bulletin once").toBe(now.length);
    const left = this.ledger.outbox.filter(({ bulletin }) => bulletin !== null && now.includes(bulletin.id));
    if (trouble === null || trouble === "history") expect(left, "what was published is struck").toEqual([]);
  }

  private plainRun(asOf: string): PlainRun {
    const isSilenced = this.silences.some(({ until }) => asOf < until);
    const share = this.hasData ? { certain: this.chinese, possible: this.chinese + this.unknown } : null;
    const rule = this.isInPolicy ? this.rule : null;
    return { asOf, share, isIncomplete: this.isUnreadable, isSilenced, rule: rule && { ...rule } };
  }

  private supply() {
    if (!this.hasData) return [];
    const rest = 1000 - this.chinese - this.unknown;
    return [
      positionOf({ positionId: "china", originCountry: "CN", exposure: this.chinese }),
      positionOf({ positionId: "unknown", originCountry: null, exposure: this.unknown }),
      positionOf({ positionId: "japan", originCountry: "JP", exposure: rest }),
    ];
  }

  private deployment(): Deployment {
    const { warning, critical, margin, remindEveryDays, ...runs } = this.rule;
    const above = { warning: warning / 1000, critical: critical / 1000 };
    const rule = ruleOf({ id: RULE, above, margin: margin / 1000, ...runs });
    const rules = this.isInPolicy
      ? [remindEveryDays === undefined ? rule : { ...rule, remindEveryDays }]
      : [];
    return { policies: new Map([[SECTOR, chinaPolicy(SECTOR, { rules })]]), version: "1.2.3", stack: null };
  }
}
