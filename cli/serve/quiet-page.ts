import { type Html, html } from "../../report/html.ts";
import type { Acknowledgement } from "../../shared/alerts/acknowledgement.ts";
import type { Policies } from "../../shared/policy/policies.ts";
import type { Ledger } from "../../shared/recompute/ledger.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import { acknowledgementLine, silenceLine } from "../text/quiet-lines.ts";
import { choice, field, livePage, problemNote } from "./live-page.ts";

/** What keeps an alert from sending e-mails, for as long as it lasts. */
export type Quiet = "silences" | "acknowledgements";

interface QuietWords {
  title: string;
  /** What it does. */
  does: string;
  /** The field of the payload that names the rule, and that ends one by its id. */
  rule: "rule" | "ack";
  ends: "lift" | "withdraw";
  ruleHint: string;
  untilHint: string;
  write: string;
  end: string;
}

export const QUIET = {
  silences: {
    title: "Silences",
    does: "Nothing is sent until that day. What happens is recorded all the same, and told afterwards.",
    rule: "rule",
    ends: "lift",
    ruleHint: "the id of one rule; every rule when it is empty",
    untilHint: "the first day that speaks again, like 2026-08-15",
    write: "Silence",
    end: "Lift",
  },
  acknowledgements: {
    title: "Acknowledgements",
    does: "No reminder is sent until the alert worsens, is over, or the day comes. All else is sent as ever.",
    rule: "ack",
    ends: "withdraw",
    ruleHint: "the id of a rule with an open alert",
    untilHint: "the first day that may remind again, like 2026-08-15; none when it is empty",
    write: "Acknowledge",
    end: "Withdraw",
  },
} as const satisfies Record<Quiet, QuietWords>;

/** What is in force in a sector, or why it could not be read. */
export type SectorQuiet = { sector: string; ledger: Ledger } | { sector: string; problem: string };

/** What the form for a new one holds. */
export interface QuietAsked {
  sector: string;
  rule: string;
  group: string;
  until: string;
  by: string;
  reason: string;
}

/** What is in force, with a way to end each, and a form for a new one, perhaps with what is wrong with it. */
export function quietPage(
  quiet: Quiet,
  all: readonly SectorQuiet[],
  asked: QuietAsked,
  { token, problem, policies }: { token: string; problem: string | null; policies: Policies },
): string {
  const { title, does } = QUIET[quiet];
  return livePage(title, [
    problemNote(problem),
    html`<h2>In force</h2>
${all.map((one) => ofSector(quiet, one, token, policies))}
<h2>A new one</h2>
<p>${does}</p>
`,
    form(
      quiet,
      asked,
      all.map(({ sector }) => sector),
      token,
    ),
  ]);
}

function ofSector(quiet: Quiet, one: SectorQuiet, token: string, policies: Policies): Html {
  if ("problem" in one) return html`<p class="note">${one.sector} could not be read: ${one.problem}</p>`;
  const { sector, ledger } = one;
  const { ends, end } = QUIET[quiet];
  const of = { sector, policies };
  const lines =
    quiet === "silences"
      ? new Map(ledger.silences.map((silence) => [silence.id, silenceLine(silence, of)]))
      : ackLines(ledger.acknowledgements, of);
  if (lines.size === 0)
    return html`<p>${sector}: none</p>
`;
  return html`<ul>${[...lines].map(
    ([id, line]) => html`<li>${sector}: ${line}
<form method="post" action="/${quiet}/end"><input type="hidden" name="token" value="${token}"><input type="hidden" name="sector" value="${sector}"><input type="hidden" name="${ends}" value="${id}"><button>${end} ${id}</button></form></li>
`,
  )}</ul>
`;
}

/** Those of one request have one id, and are withdrawn together. */
function ackLines(
  all: readonly Acknowledgement[],
  of: { sector: SectorId; policies: Policies },
): Map<string, string> {
  const byId = Map.groupBy(all, ({ id }) => id);
  const lineOf = (one: Acknowledgement) => acknowledgementLine(one, of);
  return new Map([...byId].map(([id, those]) => [id, those.map(lineOf).join("; ")]));
}

function form(
  quiet: Quiet,
  { sector, rule, group, until, by, reason }: QuietAsked,
  sectors: readonly string[],
  token: string,
): Html {
  const { ruleHint, untilHint, write } = QUIET[quiet];
  return html`<form method="post" action="/${quiet}"><input type="hidden" name="token" value="${token}">
${choice("sector", "Sector", sectors, sector)}${field("rule", { label: "Rule", hint: ruleHint, value: rule })}${field(
  "group",
  {
    label: "Item or program",
    hint: "one of a rule that has an alert for each, an item by its code or title; all of them when it is empty",
    value: group,
  },
)}${field("until", { label: "Until", hint: untilHint, value: until })}${field("by", { label: "Who asks for it", hint: "a name that others know", value: by })}${field(
  "reason",
  { label: "Why", hint: "for whoever asks later", value: reason },
)}<p><button>${write}</button></p>
</form>
`;
}
