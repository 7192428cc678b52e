import { recompute } from "../../functions/recompute/recompute.ts";
import { makeReport } from "../../functions/report/report.ts";
import type { Bulletin } from "../../shared/bulletin/bulletin.ts";
import type { Link } from "../../shared/supply/link.ts";
import { ruleOf } from "./builders.ts";
import { memoryPorts } from "./memory.ts";
import { reading } from "./reading.ts";
import { chinaPolicy, deploymentOf, positionOf, supplierOf } from "./samples.ts";

/** Names that would break a page, a drawing, a file or an e-mail that takes them as they are. */
export const HOSTILE_NAMES = [
  '<script>alert("x")</script>',
  '"><img src=x onerror=alert(1)>',
  "=cmd|' /C calc'!A0",
  "</title></style></script><b>",
  "]]></text></svg>&lt;&#0;",
  "شركة البطاريات",
  "Cells\r\nSubject: forged\n\nCRITICAL",
  "Cells \u202Egpj.exe",
  "\u2067Cells\u2066 left open",
  "x".repeat(500),
  "x".repeat(10_240),
  "W".repeat(300),
  "電".repeat(300),
  "🔋".repeat(300),
];

const HOSTILE_AS_OF = "2026-07-31";
const CHINA = { countries: ["CN"] };

/** What is made of a sector whose makers and sellers have these names. */
export interface MadeOfNames {
  page: string;
  bulletin: Bulletin;
  asOf: string;
}

/**
 * Recomputes a sector of such suppliers, and makes its page. Every second one is a maker in China, and sells cells to the next
 * one. The names are stored as they are, however long.
 */
export async function madeOfNames(names: readonly string[]): Promise<MadeOfNames> {
  const suppliers = names.map((name, at) =>
    supplierOf({ supplierId: `s${at}`, name, country: at % 2 === 0 ? "CN" : "US" }),
  );
  const positions = names.map((name, at) => {
    const program = `${at} ${[...name.replaceAll(/\p{Cc}/gu, " ")].slice(0, 100).join("")}`;
    return positionOf({ positionId: `P${at}`, supplierId: `s${at}`, program, exposure: 100_00 + at });
  });
  const ports = memoryPorts(positions, suppliers);
  ports.stored.links = names.flatMap((_, at) =>
    at % 2 === 0 ? [] : cellsFrom({ supplierId: `s${at}`, upstreamId: `s${at - 1}` }),
  );
  const deployment = deploymentOf(policy);
  await recompute({ asOf: HOSTILE_AS_OF }, ports, deployment);
  const { html } = await makeReport({}, reading(ports), deployment);
  const bulletin = ports.stored.published.at(-1);
  if (bulletin === undefined) throw new Error("no bulletin");
  return { page: html, bulletin, asOf: HOSTILE_AS_OF };
}

const policy = chinaPolicy("ai", {
  rules: [
    ruleOf({ id: "one-owner", measure: { kind: "loss", of: "owner" }, above: { warning: 0.01 } }),
    ruleOf({ id: "through-china", measure: { kind: "look-through", of: CHINA }, above: { warning: 0.01 } }),
    ruleOf({
      id: "by-program",
      by: "program",
      measure: { kind: "direct", of: CHINA },
      above: { warning: 0.01 },
    }),
  ],
});

function cellsFrom(ends: Pick<Link, "supplierId" | "upstreamId">): Link {
  return { ...ends, input: "cells", originCountry: null, share: 1, source: "test" };
}
