import { placeKinds } from "../../shared/supply/place.ts";
import { timeFields } from "../../shared/supply/times.ts";
import { percent } from "../../shared/text/share.ts";
import { someOf } from "../../shared/values/count.ts";
import { type Cell, csvLines, LINE_END } from "../../shared/values/csv.ts";
import { oneLine } from "../../shared/values/one-line.ts";
import { plainDecimal } from "../../shared/values/plain-decimal.ts";
import type { KnownOfSupplier } from "../cloud/known-of-supplier.ts";

/** A questionnaire for a supplier: a file of links or holdings, with a column that says what is asked. */
export interface Questionnaire {
  supplierId: string;
  name: string;
  about: "inputs" | "holders";
  /** How many rows hold what is known already, and how many ask something. */
  known: number;
  open: number;
  columns: string[];
  rows: Cell[][];
}

/** The questionnaire about the inputs or the holders of a supplier. */
export function questionnaireOf(known: KnownOfSupplier, about: Questionnaire["about"]): Questionnaire {
  const { supplierId, name } = known.supplier;
  const source = `questionnaire ${oneLine(name) || supplierId} ${known.asOf}`;
  const { columns, rows, questions } = (about === "inputs" ? inputRows : holderRows)(known, source);
  const all = [...rows, ...questions];
  return { supplierId, name, about, known: rows.length, open: questions.length, columns, rows: all };
}

/** The lines of one file of questionnaires, the header first. It has each column that one of them has. */
export function questionnaireLines(all: readonly Questionnaire[]): string[] {
  const longest = all.flatMap(({ columns }) => [columns]).sort((a, b) => b.length - a.length)[0] ?? [];
  const used = new Set(all.flatMap(({ columns }) => columns));
  const columns = [
    ...new Set([...longest.slice(0, -1), ...used].filter((one) => one !== "question")),
    "question",
  ];
  const rows = all.flatMap((one) =>
    one.rows.map((row) => columns.map((column) => row[one.columns.indexOf(column)] ?? null)),
  );
  return csvLines(columns, rows);
}

/** The same as the text of a file. */
export function questionnaireText(all: readonly Questionnaire[]): string {
  return questionnaireLines(all)
    .map((line) => `${line}${LINE_END}`)
    .join("");
}

interface Rows {
  columns: string[];
  rows: Cell[][];
  questions: Cell[][];
}

const KNOWN = "We have this already. Correct it if it is wrong, and say so under source.";
// Less is a rounding error.
const EXPLAINED = 1e-9;
const MOST_MAKERS = 8;

/** What is known of each input, and a row for what is not. */
function inputRows({ supplier: { supplierId }, links, inputs }: KnownOfSupplier, source: string): Rows {
  const byInput = Map.groupBy(links, ({ input }) => input);
  // Without them, an answer would take away what is known.
  const times = timeFields.filter((field) => links.some((link) => link[field] !== undefined));
  const asked = [...new Set([...byInput.keys(), ...inputs.keys()])].sort();
  const questions = asked.flatMap((input): Cell[][] => {
    const own = byInput.get(input) ?? [];
    const rest = 1 - own.reduce((sum, { share }) => sum + share, 0);
    if (rest <= EXPLAINED) return [];
    const makers = (inputs.get(input) ?? [])
      .filter(({ id }) => id !== supplierId)
      .map(({ id, name }) => shownMaker(id, name));
    const question = [
      own.length === 0
        ? `From whom do you get your ${input}? Leave the row empty if you use none.`
        : `From whom do you get the other ${percent(rest)} of your ${input}?`,
      "One row for each: upstreamId is who makes it, share its part of all that you use of it (0.2 for 20 %),",
      "originCountry where it is made (KR).",
      ...(makers.length === 0 ? [] : [`Ids that we know: ${someOf(makers, MOST_MAKERS)}.`]),
    ];
    const unknown = [...placeKinds, ...times].map(() => null);
    return [[supplierId, input, null, null, source, null, ...unknown, question.join(" ")]];
  });
  const rows = links.map(({ input, upstreamId, share, source: known, originCountry, ...others }) => [
    ...[supplierId, input, upstreamId, plainDecimal(share), known, originCountry],
    ...placeKinds.map((kind) => others[kind] ?? null),
    ...[...times.map((field) => others[field] ?? null), KNOWN],
  ]);
  const columns = [
    ...["supplierId", "input", "upstreamId", "share", "source", "originCountry"],
    ...[...placeKinds, ...times, "question"],
  ];
  return { columns, rows, questions };
}

const MOST_HOLDERS = 3;
const HOLDER_QUESTION = [
  "Who holds a part of your company? One row for each: holderId is the holder, minShare and maxShare the fraction that it holds",
  "(0.25 for 25 %; the same in both if you know it), kind is equity, votes, debt or control, from and to are days like 2026-07-31.",
  "Leave the row empty if there are no more.",
].join(" ");

function holderRows({ supplier: { supplierId, holdings = [] } }: KnownOfSupplier, source: string): Rows {
  const rows = holdings.map(({ holderId, minShare, maxShare, kind, from, to, source: known }) => [
    ...[supplierId, holderId, fraction(minShare), fraction(maxShare), kind, from, to, known, KNOWN],
  ]);
  const questions = Array.from({ length: MOST_HOLDERS }, () => [
    ...[supplierId, null, null, null, "equity", null, null, source, HOLDER_QUESTION],
  ]);
  const columns = [
    ...["supplierId", "holderId", "minShare", "maxShare", "kind", "from", "to", "source", "question"],
  ];
  return { columns, rows, questions };
}

function shownMaker(id: string, name: string): string {
  return id === name ? oneLine(id) : `${oneLine(id)} (${oneLine(name)})`;
}

function fraction(share: number | null): string | null {
  return share === null ? null : plainDecimal(share);
}
