import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { forTerminal } from "../../cli/terminal/output.ts";
import { emailLines } from "../../cli/text/email.ts";
import { acknowledgementLine, silenceLine } from "../../cli/text/quiet-lines.ts";
import { simulationLines } from "../../cli/text/simulation.ts";
import { refusedOf } from "../../shared/imports/refusal.ts";
import { refusedLine, refusedLines } from "../../shared/text/refused.ts";
import { foldOf, policyOf, refusalOf, ruleOf, simulated, suppliersOf } from "../support/builders.ts";
import { cases } from "../support/cases.ts";
import { expectNoLinks, expectPlainLines, hostileText } from "../support/hostile.ts";
import { positionOf, supplierOf } from "../support/samples.ts";

const EACH = cases(2500);

/** Expects lines of text and our own colours, as many as with plain names, and no link in them. */
function expectForTerminal(lines: string[], plain: string[]): void {
  const shown = lines.join("\n");
  expect(forTerminal(shown)).toBe(shown);
  expectPlainLines(stripVTControlCharacters(shown));
  expectNoLinks(shown);
  expect(shown.split("\n")).toHaveLength(plain.join("\n").split("\n").length);
}

describe("whatever names come from outside, a terminal shows text:", () => {
  const id = hostileText.map((text) => text.replaceAll(/\p{Cc}/gu, "").slice(0, 256) || "maker");

  it("a simulation", () => {
    const lines = (name: string, [seller = "", upstream = ""]: string[], source: string) => {
      const remove = { owners: [upstream] };
      const suppliers = suppliersOf(
        supplierOf({ supplierId: seller, name }),
        supplierOf({ supplierId: upstream, name, country: "CN" }),
      );
      const link = {
        supplierId: seller,
        input: "cells",
        upstreamId: upstream,
        originCountry: null,
        share: 0.9,
        source,
      };
      const fold = foldOf([positionOf({ supplierId: seller })]);
      const found = simulated({ fold, suppliers, links: new Map([[seller, [link]]]), remove });
      const about = { sector: "ai", asOf: "2026-07-31", windowDays: 365, windowEnd: "2026-07-31" };
      return simulationLines({ ...about, incomplete: true, unreadable: 1, ...found }, new Map(), null);
    };
    const plain = lines("A", ["a", "b"], "s");
    const two = fc.uniqueArray(id, { minLength: 2, maxLength: 2 });
    const edge = fc.property(hostileText, two, hostileText, (name, ids, source) => {
      expectForTerminal(lines(name, ids, source), plain);
    });
    fc.assert(edge, EACH);
  });

  it("a what-if", () => {
    const lines = (name: string, [seller = "", taker = ""]: string[], source: string) => {
      const suppliers = suppliersOf(
        supplierOf({ supplierId: seller, name }),
        supplierOf({ supplierId: taker, name }),
      );
      const fold = foldOf([positionOf({ supplierId: seller, originCountry: "CN", program: source })]);
      const move = { part: 0.5, item: "bess", from: seller };
      const found = simulated({
        ...{ policy: policyOf({ rules: [ruleOf(), ruleOf({ id: "by", by: "program" })] }), fold, suppliers },
        move: [
          { ...move, to: taker },
          { ...move, to: { name: `${source}, the third`, country: "SE" } },
        ],
        limits: [{ rule: "china-origin", critical: 0.3 }],
      });
      const about = { sector: "ai", asOf: "2026-07-31", windowDays: 365, windowEnd: "2026-07-31" };
      return simulationLines({ ...about, incomplete: true, unreadable: 1, ...found }, new Map(), null);
    };
    const plain = lines("A", ["a", "b"], "s");
    const two = fc.uniqueArray(id, {
      minLength: 2,
      maxLength: 2,
      selector: (one) => one.trim().toLowerCase(),
    });
    const edge = fc.property(hostileText, two, id, (name, ids, source) => {
      expectForTerminal(lines(name, ids, source), plain);
    });
    fc.assert(edge, EACH);
  });

  it("a silence, and what was refused", () => {
    const edge = fc.property(hostileText, hostileText, hostileText, (one, two, three) => {
      const until = { until: "2026-09-30", since: "2026-07-01T00:00:00.000Z" };
      const of = { sector: "ai", policies: new Map() };
      const silence = { id: one, rule: two, group: three, by: one, reason: two, ...until };
      expectForTerminal([silenceLine(silence, of)], ["a"]);
      expectForTerminal([acknowledgementLine({ ...silence, level: "warning" }, of)], ["a"]);
      const refused = refusedOf([refusalOf({ file: one, reasons: [{ reason: two, rows: 3 }] })], "USD");
      if (refused === null) throw new Error("nothing refused");
      const lines = [refusedLine(refused, "USD"), ...refusedLines(refused, "USD")];
      expectForTerminal(lines, ["a", "b", "c", "d"]);
    });
    fc.assert(edge, EACH);
  });

  it("an e-mail that somebody else put into the inbox", () => {
    const edge = fc.property(hostileText, hostileText, (subject, text) => {
      const shown = emailLines({ file: "a.eml", bulletinId: "a", sentAt: "", subject, text }).join("\n");
      expectPlainLines(shown);
      expect(forTerminal(shown)).toBe(shown);
    });
    fc.assert(edge, EACH);
  });

  it("of all that is printed, only our own colours stay", () => {
    expect(forTerminal("\u001b[31mred\u001b[39m \u001b[8mhidden\u001b]0;title\u0007\n\u202eok")).toBe(
      "\u001b[31mred\u001b[39m  [8mhidden ]0;title \n ok",
    );
  });
});
