import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attributeFields, bodyFields, type Fields } from "../../../shared/subscriptions/fields.ts";
import { readFilter } from "../../../shared/subscriptions/filter-policy.ts";
import { type Answer, judge } from "../../../shared/subscriptions/judge.ts";
import { cases } from "../../support/cases.ts";
import { hostileJson, hostileText } from "../../support/hostile.ts";

function answer(policy: unknown, fields: Fields): Answer {
  const filter = readFilter(JSON.stringify(policy));
  if (filter === null) throw new Error("no filter policy");
  return judge(filter, fields).answer;
}

const message = attributeFields({
  attributes: {
    sector: { type: "String", value: "ai" },
    level: { type: "String", value: "warning" },
    events: { type: "String.Array", value: '["raised","worsened"]' },
    rules: { type: "String.Array", value: "[]" },
    year: { type: "String", value: "2027" },
  },
});

describe("by its attributes, a message passes a filter", () => {
  it.each<[string, unknown, Answer]>([
    ["that asks for nothing", {}, "yes"],
    ["of one value", { sector: ["ai"] }, "yes"],
    ["of one value among several", { sector: ["defense", "ai"] }, "yes"],
    ["of another value", { sector: ["defense"] }, "no"],
    ["in capitals", { sector: ["AI"] }, "no"],
    ["of several fields", { sector: ["ai"], level: ["warning"] }, "yes"],
    ["of several fields, of which one is another", { sector: ["ai"], level: ["critical"] }, "no"],
    ["of a field that the message does not have", { team: ["x"] }, "no"],
    ["of one element of a list", { events: ["worsened"] }, "yes"],
    ["of no element of a list", { events: ["resolved"] }, "no"],
    ["of an empty list", { rules: ["china"] }, "no"],
    ["of a beginning", { sector: [{ prefix: "a" }] }, "yes"],
    ["of another beginning", { sector: [{ prefix: "i" }] }, "no"],
    ["of an end", { sector: [{ suffix: "i" }] }, "yes"],
    ["of another end", { sector: [{ suffix: "a" }] }, "no"],
    ["in any case", { sector: [{ "equals-ignore-case": "AI" }] }, "yes"],
    ["of another word in any case", { sector: [{ "equals-ignore-case": "AIR" }] }, "no"],
    ["of a pattern", { level: [{ wildcard: "w*ing" }] }, "yes"],
    ["of a pattern with several stars", { level: [{ wildcard: "*a*n*" }] }, "yes"],
    ["of a pattern that would use a letter twice", { level: [{ wildcard: "warn*ning" }] }, "no"],
    ["of another pattern", { level: [{ wildcard: "*x*" }] }, "no"],
    ["of a pattern that ends elsewhere", { level: [{ wildcard: "*n" }] }, "no"],
    ["of a pattern without a star", { level: [{ wildcard: "warning" }] }, "yes"],
    ["of another pattern without a star", { level: [{ wildcard: "warn" }] }, "no"],
    ["of a pattern with a backslash", { level: [{ wildcard: "warning\\*" }] }, "unknown"],
    ["of anything else", { sector: [{ "anything-but": "defense" }] }, "yes"],
    ["of anything but this", { sector: [{ "anything-but": ["ai", "defense"] }] }, "no"],
    ["of anything but a beginning", { sector: [{ "anything-but": { prefix: "a" } }] }, "no"],
    ["of anything but other beginnings", { sector: [{ "anything-but": { prefix: ["d", "x"] } }] }, "yes"],
    ["of anything but an end", { sector: [{ "anything-but": { suffix: "i" } }] }, "no"],
    ["of anything but a pattern", { sector: [{ "anything-but": { wildcard: "a*" } }] }, "no"],
    ["of anything, without the field", { team: [{ "anything-but": ["x"] }] }, "no"],
    [
      "of anything, without the field or with it",
      { team: [{ "anything-but": ["x"] }, { exists: false }] },
      "yes",
    ],
    ["of a list without these", { events: [{ "anything-but": ["resolved"] }] }, "yes"],
    ["of a list with just these", { events: [{ "anything-but": ["raised", "worsened"] }] }, "no"],
    ["of a list with some of these", { events: [{ "anything-but": ["raised"] }] }, "unknown"],
    ["of an empty list of anything", { rules: [{ "anything-but": ["raised"] }] }, "no"],
    ["of a field that is there", { sector: [{ exists: true }] }, "yes"],
    ["of a field that is not to be there", { sector: [{ exists: false }] }, "no"],
    ["of a field that is missing", { team: [{ exists: true }] }, "no"],
    ["of a field that may not be there", { team: [{ exists: false }] }, "yes"],
    ["of a list that is empty", { rules: [{ exists: true }] }, "unknown"],
    ["of a number that is a word", { sector: [{ numeric: ["=", 1] }] }, "no"],
    ["of a number that is a text", { year: [{ numeric: [">", 2000] }] }, "unknown"],
    ["of another number than the text has", { year: [{ numeric: ["<", 2000] }] }, "no"],
    ["of a plain number that is a text", { year: [2027] }, "unknown"],
    ["of another plain number", { year: [2028] }, "no"],
    ["of nothing, where nothing is", { team: [null] }, "unknown"],
    ["of nothing, where something is", { sector: [null] }, "no"],
    ["of an operator that is not known here", { sector: [{ cidr: "10.0.0.0/8" }] }, "unknown"],
    ["of an unknown operator or the right value", { sector: [{ cidr: "10.0.0.0/8" }, "ai"] }, "yes"],
    ["of an unknown operator and another value", { sector: [{ cidr: "1.0.0.0/8" }], level: ["x"] }, "no"],
    ["of two operators at once", { sector: [{ prefix: "a", suffix: "i" }] }, "unknown"],
    ["of one of two", { $or: [{ sector: ["defense"] }, { level: ["warning"] }] }, "yes"],
    ["of one of two that are others", { $or: [{ sector: ["defense"] }, { level: ["critical"] }] }, "no"],
    [
      "of one of two and something else",
      { sector: ["defense"], $or: [{ level: ["warning"] }, { level: ["critical"] }] },
      "no",
    ],
    [
      "of one of two, within one of two",
      { $or: [{ team: ["x"] }, { $or: [{ team: ["y"] }, { sector: ["ai"] }] }] },
      "yes",
    ],
    ["of a field that is called $or", { $or: [{ sector: ["ai"] }] }, "unknown"],
    [
      "of operators in $or, which is a field then",
      { $or: [{ prefix: ["ai"] }, { sector: ["ai"] }] },
      "unknown",
    ],
  ])("%s: %j: %s", (_what, policy, expected) => {
    expect(answer(policy, message)).toBe(expected);
  });

  it("without any attribute, also not where none may be there", () => {
    expect(answer({ team: [{ exists: false }] }, new Map())).toBe("no");
  });
});

const document = {
  sector: "ai",
  share: 0.71,
  isNew: true,
  nothing: null,
  empty: [],
  events: [
    { rule: "china", level: "critical" },
    { rule: "owners", level: "warning", tags: ["x", "y"] },
  ],
  "a.b": "flat",
};
const body = bodyFields({ body: JSON.stringify({ default: "TEST", sqs: JSON.stringify(document) }) }, "sqs");

describe("by its text, a message passes a filter", () => {
  it.each<[string, unknown, Answer]>([
    ["of a field", { sector: ["ai"] }, "yes"],
    ["of a field within a list", { events: { rule: ["owners"] } }, "yes"],
    ["of fields within two elements of a list", { events: { rule: ["china"], level: ["warning"] } }, "yes"],
    ["of a list within a list", { events: { tags: ["y"] } }, "yes"],
    ["of a path with a point", { "events.rule": ["china"] }, "yes"],
    ["of a name with a point", { a: { b: ["flat"] } }, "yes"],
    ["of a node that has no value itself", { events: [{ exists: true }] }, "no"],
    ["of a number", { share: [0.71] }, "yes"],
    ["of a range", { share: [{ numeric: [">", 0.7, "<=", 0.71] }] }, "yes"],
    ["of another range", { share: [{ numeric: [">=", 0.72] }] }, "no"],
    ["of a number that is hardly another", { share: [{ numeric: ["=", 0.710_000_1] }] }, "unknown"],
    ["of a plain number that is hardly another", { share: [0.710_000_1] }, "unknown"],
    ["of anything but another number", { share: [{ "anything-but": [1, 2] }] }, "yes"],
    ["of a beginning of a number", { share: [{ prefix: "0" }] }, "no"],
    ["of true", { isNew: [true] }, "yes"],
    ["of false", { isNew: [false] }, "no"],
    ["of null", { nothing: [null] }, "yes"],
    ["of a field that is null", { nothing: [{ exists: true }] }, "unknown"],
    ["of an empty list", { empty: [{ exists: false }] }, "unknown"],
    ["of operators that are not to be there", { events: { group: [{ exists: false }] } }, "yes"],
    ["of a value that is no list", { sector: "ai" }, "yes"],
  ])("%s: %j: %s", (_what, policy, expected) => {
    expect(answer(policy, body ?? new Map())).toBe(expected);
  });

  it.each([
    ["email", "no JSON"],
    ["email", "[1]"],
    ["email", "null"],
    ["sms", "3"],
  ])("never, where %s gets no JSON object: %s", (protocol, text) => {
    const both = JSON.stringify({ default: "TEST", [protocol]: text });
    expect(bodyFields({ body: both }, protocol)).toBeNull();
  });

  it("that is the default, where the protocol has none of its own", () => {
    const only = { body: JSON.stringify({ default: '{"a":1}', email: "no JSON" }) };
    expect(bodyFields(only, "http")?.get("a")).toEqual([1]);
    expect(bodyFields(only, "email")).toBeNull();
  });
});

describe("a filter policy", () => {
  it.each(["", "no", "3", "null", "[]", '"sector"'])("is not read from %j", (text) => {
    expect(readFilter(text)).toBeNull();
  });

  it("whatever it is, is read or not, and then answered", () => {
    const texts = fc.oneof(
      hostileText,
      hostileJson.map((value) => JSON.stringify(value) ?? ""),
    );
    const property = fc.property(texts, (text) => {
      const filter = readFilter(text);
      if (filter !== null) expect(["yes", "no", "unknown"]).toContain(judge(filter, message).answer);
    });
    fc.assert(property, cases(500));
  });

  const values = fc.constantFrom("ai", "defense", "warning", "raised");
  const conditions = fc.oneof(
    values,
    fc.record({ prefix: values }),
    fc.record({ suffix: values }),
    fc.record({ "anything-but": fc.array(values, { minLength: 1, maxLength: 2 }) }),
    fc.record({ exists: fc.boolean() }),
    fc.constant({ cidr: "10.0.0.0/8" }),
  );
  const policies = fc.dictionary(
    fc.constantFrom("sector", "level", "events", "team"),
    fc.array(conditions, { minLength: 1, maxLength: 3 }),
  );

  it("lets less pass with one more field, and more with one more condition", () => {
    const order: Answer[] = ["no", "unknown", "yes"];
    const rank = (policy: unknown) => order.indexOf(answer(policy, message));
    const property = fc.property(policies, conditions, (policy, condition) => {
      const narrower = { ...policy, year: [condition] };
      expect(rank(narrower)).toBeLessThanOrEqual(rank(policy));
      const [field] = Object.keys(policy);
      if (field === undefined) return;
      const wider = { ...policy, [field]: [...(policy[field] ?? []), condition] };
      expect(rank(wider)).toBeGreaterThanOrEqual(rank(policy));
    });
    fc.assert(property, cases(500));
  });

  it("is met by one of two policies exactly where one of them is met", () => {
    const property = fc.property(policies, policies, (one, other) => {
      const both = [answer(one, message), answer(other, message)];
      const expected = both.includes("yes") ? "yes" : both.includes("unknown") ? "unknown" : "no";
      expect(answer({ $or: [one, other] }, message)).toBe(expected);
    });
    fc.assert(property, cases(500));
  });
});
