import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Measure } from "../../../shared/policy/measure.ts";
import { factsOf } from "../../../shared/policy/measure-facts.ts";
import { cases } from "../../support/cases.ts";
import { amountsIn, isShownAs, numbersIn } from "./shown-numbers.ts";
import { lives, type Message, messageOf, sideOf, type Told, ways } from "./told-messages.ts";

const scaleOf = (measure: Measure) => (factsOf(measure).unit === "fraction" ? 100 : 1);

function expectValue({ lead, found, measure }: Message): void {
  const [claim = ""] = lead.split(/\. (?=USD )/);
  const [lower = "", upper = lower] = numbersIn(claim);
  const isLower = isShownAs(lower, found.lower * scaleOf(measure));
  const isUpper =
    found.upper === null || !Number.isFinite(found.upper)
      ? / or more /.test(claim)
      : isShownAs(upper, found.upper * scaleOf(measure));
  expect({ claim, isLower, isUpper }).toEqual({ claim, isLower: true, isUpper: true });
}

function expectMoney({ lead, found, measure, whole }: Message): void {
  const [, amounts = ""] = /\. (USD [^,]*), last 365 days/.exec(lead) ?? [];
  const isPart = factsOf(measure).unit === "fraction";
  const parts = isPart ? [found.lower * whole, (found.upper ?? 0) * whole, whole] : [whole];
  const [first, ...more] = amountsIn(amounts);
  // One amount stands for two that look the same.
  const shown = isPart && more.length === 1 ? [first, first, ...more] : [first, ...more];
  const are = shown.map((amount, at) => amount?.stands(parts[at] ?? Number.NaN));
  expect({ amounts, are }).toEqual({ amounts, are: parts.map(() => true) });
}

function expectLimit({ lead, subject, limit, limits, measure }: Message): void {
  expect(limits).toContain(limit);
  for (const text of [lead, subject]) {
    const [shown] = numbersIn(/(?:limit|minimum) (\d[\d.,]*)/.exec(text)?.[1] ?? "");
    expect({ text, limit: Number(shown) }).toEqual({
      text,
      limit: Number((limit * scaleOf(measure)).toFixed(8)),
    });
  }
}

function expectSubject({ subject, found, measure }: Message): void {
  const [, hedge, shown = ""] =
    /: (?:[A-Z]+, )?(?:HHI )?(up to |at most |down to |at least |)(any number|[\d.]+)/.exec(subject) ?? [];
  const isPossible = (hedge === "") === (sideOf(measure) === "below");
  const bound = isPossible ? (found.upper ?? Number.POSITIVE_INFINITY) : found.lower;
  const is = Number.isFinite(bound) ? isShownAs(shown, bound * scaleOf(measure)) : shown === "any number";
  expect({ subject, is }).toEqual({ subject, is: true });
}

describe("the first lines of a message", () => {
  it.each(Object.keys(ways) as Told[])(
    "have the figures of the assessment, the limit of the rule and the money: %s",
    (event) => {
      let seen = 0;
      fc.assert(
        fc.property(lives, (life) => {
          const message = messageOf(event, life);
          if (message === null) return;
          seen += 1;
          expectValue(message);
          expectMoney(message);
          expectLimit(message);
          expectSubject(message);
        }),
        cases(300),
      );
      expect(seen).toBeGreaterThan(0);
    },
  );
});
