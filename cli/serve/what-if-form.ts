import { type Html, html } from "../../report/html.ts";
import type { Policies } from "../../shared/policy/policies.ts";
import { soundPolicies } from "../../shared/policy/policies.ts";
import type { WrittenLimit } from "../input/changed-limits.ts";
import type { WrittenMove } from "../input/moved.ts";
import type { WrittenWhatIf } from "../input/what-if.ts";
import type { KnownNames } from "./known-names.ts";
import { choice, field } from "./live-page.ts";

/** What was asked, as it stands in the address of the page. */
export interface WhatIfWritten extends WrittenWhatIf {
  asOf: string;
  /** Whether pairs of removals are asked for. */
  pairs: boolean;
}

const YES = "yes";

/** The values of each field of an address. */
export type Fields = (name: string) => readonly string[];

/** Reads the fields of the form. A group of fields in which nothing is written asks nothing. */
export function whatIfWritten(fields: Fields, sectors: readonly string[]): WhatIfWritten {
  const text = (name: string, at = 0) => (fields(name)[at] ?? "").trim();
  const orNone = (written: string) => (written === "" ? undefined : written);
  const moves = fields("amount").map((_, at): WrittenMove => {
    const [country, inputs] = [orNone(text("country", at)), text("inputs", at)];
    return {
      ...{ amount: text("amount", at), item: text("item", at), from: text("from", at), to: text("to", at) },
      ...(country === undefined ? {} : { country }),
      ...(country !== undefined && inputs === "none" ? { inputs } : {}),
    };
  });
  const limits = fields("rule").map((_, at): WrittenLimit => {
    return { rule: text("rule", at), level: text("level", at), value: text("value", at) };
  });
  return {
    sector: text("sector") || (sectors[0] ?? ""),
    // A name may hold a comma.
    remove: text("remove") === "" ? [] : text("remove").split(/\s*,\s*(?=[a-z]+:)/),
    move: moves.filter(({ inputs: _, ...written }) => Object.values(written).some((one) => one !== "")),
    limits: limits.filter(({ rule, value }) => rule !== "" || value !== ""),
    asOf: text("asOf"),
    pairs: text("pairs") === YES,
  };
}

/** The form with what was asked, and room for one more move and one more limit. */
export function whatIfForm(
  { sector, remove, move, limits, asOf, pairs }: WhatIfWritten,
  sectors: readonly string[],
  policies: Policies,
  known: KnownNames,
): Html {
  return html`<form method="get" action="/what-if">
${choice("sector", "Sector", sectors, sector)}${field("asOf", { label: "As of", hint: "a day like 2026-07-31; today when it is empty", value: asOf })}
${field("remove", {
  label: "What stops",
  hint: "countries, owners, suppliers, lists or places, by id or name, with commas between them: country:China, owner:CATL, supplier:example-storage, list:1260h, port:ningbo",
  value: remove.join(", "),
})}
${choice("pairs", "Also say which two at once cost most", ["no", YES], pairs ? YES : "no")}${[...move, NO_MOVE].map(moveFields)}
${[...limits, NO_LIMIT].map(limitFields)}
<datalist id="rules">${soundPolicies(policies).flatMap(({ rules }) =>
    rules.map(({ id, title }) => html`<option value="${id}">${title}</option>`),
  )}</datalist>
${nameList("items", known.items)}
${nameList("suppliers", known.suppliers)}
${known.problem !== undefined && html`<p class="faint">No names are proposed: ${known.problem}</p>`}
<p><button>Compute</button> Nothing is stored or sent.</p>
</form>
`;
}

function nameList(id: string, names: KnownNames["items"]): Html {
  return html`<datalist id="${id}">${names.map(({ key, name }) => html`<option value="${key}">${name}</option>`)}</datalist>`;
}

const NO_MOVE: WrittenMove = { amount: "", item: "", from: "", to: "" };
const NO_LIMIT: WrittenLimit = { rule: "", level: "critical", value: "" };

function moveFields({ amount, item, from, to, country = "", inputs }: WrittenMove, at: number): Html {
  const id = (name: string) => `${name}-${at + 1}`;
  return html`<div role="group" aria-labelledby="${id("move")}">
<h2 id="${id("move")}">Supply that moves${at > 0 && ` (${at + 1})`}</h2>
${field("amount", { id: id("amount"), label: "How much", hint: "a part like 20%, or an amount like USD 5m", value: amount })}${field("item", { id: id("item"), label: "Of which item", hint: "its code or title, like bess", value: item, list: "items" })}${field("from", { id: id("from"), label: "From whom", hint: "a supplier that sells it, by id or name", value: from, list: "suppliers" })}${field("to", { id: id("to"), label: "To whom", hint: "a supplier by id or name, or the name of a new source", value: to, list: "suppliers" })}${field("country", { id: id("country"), label: "Country of a new source", hint: "like KR or South Korea; empty when the supplier is known", value: country })}${choice("inputs", "Own inputs of a new source", ["undeclared", "none"], inputs ?? "undeclared", id("inputs"))}</div>
`;
}

function limitFields({ rule, level, value }: WrittenLimit, at: number): Html {
  const id = (name: string) => `${name}-${at + 1}`;
  return html`<div role="group" aria-labelledby="${id("limit")}">
<h2 id="${id("limit")}">Another limit${at > 0 && ` (${at + 1})`}</h2>
${field("rule", { id: id("rule"), label: "Rule", hint: "its id or title", value: rule, list: "rules" })}${choice("level", "Level", ["critical", "warning"], level, id("level"))}${field("value", { id: id("value"), label: "Limit", hint: "like 70%, or 1800 for an HHI", value })}</div>
`;
}
