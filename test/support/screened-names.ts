import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { isOfGoods } from "../../shared/policy/listed-goods.ts";
import { shippedLists } from "../../shared/policy/restricted-lists.ts";
import { SHIPPED_THRESHOLD } from "../../shared/resemblance/alike.ts";
import { screener } from "../../shared/resemblance/screen.ts";
import { everydayWords } from "./everyday-words.ts";

/** A name of a real company, and which listed company it means. */
interface LabelledName {
  name: string;
  /** A name of the listed company; empty for every other company. */
  company: string;
  tried: "yes" | "no";
  source: string;
}

/** What was found of some names: pairs of a name and a listed company. */
export interface Measured {
  names: number;
  right: number;
  wrong: string[];
  missed: string[];
  precision: number;
  recall: number;
}

const FILE = "test/shared/resemblance/public-names/names.csv";
const all: LabelledName[] = parse(readFileSync(FILE, "utf8"), { columns: true });

/** The names that nobody had looked at when the threshold was fixed, all of them or one half. */
export function labelledNames(half: "all" | "first" | "second"): LabelledName[] {
  const untried = all.filter(({ tried }) => tried === "no");
  if (half === "all") return untried;
  return untried.filter(({ name }) => (digestOf(name) % 2 === 0) === (half === "first"));
}

function digestOf(name: string): number {
  return createHash("sha256").update(name).digest().readUInt32BE();
}

/**
 * Screens names against the lists that ship, at the threshold that ships. A pair of a name and a company is right when the name
 * means it. Precision is right pairs of all found, recall right pairs of all names that mean a listed company.
 */
export function measure(names: readonly LabelledName[]): Measured {
  const listed = shippedLists.entries
    .filter((one) => !isOfGoods(one))
    .map(({ entity, names: others }) => ({ names: [entity, ...others] }));
  const screen = screener(listed, SHIPPED_THRESHOLD, everydayWords);
  const companies = new Set(all.map(({ company }) => company).filter((company) => company !== ""));
  let right = 0;
  const wrong: string[] = [];
  const missed: string[] = [];
  for (const { name, company } of names) {
    const found = new Set(
      screen(name).map(({ listed: one }) => {
        const known = [...companies].find((each) => one.names.includes(each));
        if (known === undefined) throw new Error(`no label names the listed company ${one.names[0]}`);
        return known;
      }),
    );
    if (found.delete(company)) right += 1;
    else if (company !== "") missed.push(name);
    wrong.push(...[...found].map((each) => `${name}: ${each}`));
  }
  const precision = right / (right + wrong.length);
  const recall = right / (right + missed.length);
  return { names: names.length, right, wrong, missed, precision, recall };
}
