import { type Html, html } from "../../report/html.ts";
import type { Silence } from "../../shared/alerts/silence.ts";
import { silenceLine } from "../text/silence.ts";
import { choice, field, livePage, problemNote } from "./live-page.ts";

/** The silences of a sector, or why they could not be read. */
export type SectorSilences = { sector: string; silences: Silence[] } | { sector: string; problem: string };

/** What the form for a silence holds. */
export interface SilenceAsked {
  sector: string;
  rule: string;
  group: string;
  until: string;
  by: string;
  reason: string;
}

/** The silences in force with a way to lift each, and a form for a new one, perhaps with what is wrong with it. */
export function silencesPage(
  all: readonly SectorSilences[],
  asked: SilenceAsked,
  { token, problem }: { token: string; problem: string | null },
): string {
  return livePage("Silences", [
    problemNote(problem),
    html`<h2>In force</h2>
${all.map((one) => ofSector(one, token))}
<h2>A new one</h2>
<p>Nothing is sent until that day. What happens is recorded all the same, and told afterwards.</p>
`,
    form(
      asked,
      all.map(({ sector }) => sector),
      token,
    ),
  ]);
}

function ofSector(one: SectorSilences, token: string): Html {
  if ("problem" in one) return html`<p class="note">${one.sector} could not be read: ${one.problem}</p>`;
  const { sector, silences } = one;
  if (silences.length === 0)
    return html`<p>${sector}: none</p>
`;
  return html`<ul>${silences.map(
    (silence) => html`<li>${sector}: ${silenceLine(silence)}
<form method="post" action="/silences/lift"><input type="hidden" name="token" value="${token}"><input type="hidden" name="sector" value="${sector}"><input type="hidden" name="lift" value="${silence.id}"><button>Lift ${silence.id}</button></form></li>
`,
  )}</ul>
`;
}

function form(
  { sector, rule, group, until, by, reason }: SilenceAsked,
  sectors: readonly string[],
  token: string,
): Html {
  return html`<form method="post" action="/silences"><input type="hidden" name="token" value="${token}">
${choice("sector", "Sector", sectors, sector)}${field("rule", { label: "Rule", hint: "the id of one rule; every rule when it is empty", value: rule })}${field("group", { label: "Item or program", hint: "one of a rule that has an alert for each; all of them when it is empty", value: group })}${field("until", { label: "Until", hint: "the first day that speaks again, like 2026-08-15", value: until })}${field("by", { label: "Who asks for it", hint: "a name that others know", value: by })}${field("reason", { label: "Why", hint: "for whoever asks later", value: reason })}<p><button>Silence</button></p>
</form>
`;
}
