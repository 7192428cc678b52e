import { describe, expect, it } from "vitest";
import { readPolicy } from "../../../shared/policy/read-policy.ts";
import { policyOf, ruleOf } from "../../support/builders.ts";

const rule = ruleOf();
const withRule = (change: object) => ({ ...policyOf(), rules: [{ ...rule, ...change }] });
const names = (count: number) => Array.from({ length: count }, (_, at) => `owner ${at}`);
const rules = (count: number) => Array.from({ length: count }, (_, at) => ({ ...rule, id: `r${at}` }));

describe("a policy is refused, with rule, field, length and bound, for", () => {
  it.each([
    [
      "a title",
      withRule({ title: "x".repeat(61) }),
      'rule "china-origin": field "title": has 61 characters, and 60 are the most',
    ],
    [
      "a why",
      withRule({ why: "x".repeat(1203) }),
      'rule "china-origin": field "why": has 1,203 characters, and 1,000 are the most',
    ],
    [
      "a source",
      withRule({ source: "電".repeat(501) }),
      'rule "china-origin": field "source": has 501 characters, and 500 are the most',
    ],
    [
      "a set of owners",
      withRule({ measure: { kind: "share", of: { owners: names(251) } } }),
      'rule "china-origin": field "measure": names 251, and 250 are the most',
    ],
    ["its own title", { ...policyOf(), title: "x".repeat(101) }, "has 101 characters, and 100 are the most"],
    ["its rules", { ...policyOf(), rules: rules(101) }, "has 101 rules, and 100 are the most"],
  ])("%s beyond its bound", (_name, document, sentence) => {
    expect(() => readPolicy(document)).toThrow(sentence);
  });

  it("nothing that only reaches a bound", () => {
    const measure = { kind: "share", of: { owners: names(250) } };
    const longest = { title: "電".repeat(60), why: "x".repeat(1000), source: "x".repeat(500), measure };
    const document = {
      ...policyOf(),
      title: "x".repeat(100),
      rules: rules(100).map((one) => ({ ...one, ...longest })),
    };
    expect(readPolicy(document).rules).toHaveLength(100);
  });
});
