import { readFileSync } from "node:fs";
import { join } from "node:path";
import { workplace } from "./command-line.ts";

/** Names that would break a page which does not escape them. */
export const HOSTILE_NAMES = [
  '<script>alert("x")</script>',
  '"><img src=x onerror=alert(1)>',
  "=cmd|' /C calc'!A0",
  "</title></style></script><b>",
  "]]>&lt;&#0;",
  "شركة البطاريات",
  "x".repeat(500),
];

const POSITIONS = "positionId,sector,supplierId,item,originCountry,exposure,date,program,source\n";

/** The page about a sector whose suppliers have these names, each controlled from China. */
export async function pageOfNames(names: readonly string[], asOf: string): Promise<string> {
  const place = workplace();
  try {
    const suppliers = names.map((name, at) => `s${at},"${name.replaceAll('"', '""')}",CN,,,,`);
    const rows = names.map((_, at) => `P${at},ai,s${at},bess,CN,${1000 + at},2026-07-01,,test`);
    const csv = `supplierId,name,country,parentId,parentStake,lists,inputs\n${suppliers.join("\n")}\n`;
    await place.chokepoint("import", "suppliers", place.file("s.csv", csv));
    await place.chokepoint("import", "positions", place.file("p.csv", `${POSITIONS}${rows.join("\n")}\n`));
    await place.chokepoint("recompute", "--sector", "ai", "--as-of", asOf);
    const { code, stderr } = await place.chokepoint("report", "--sector", "ai");
    if (code !== 0) throw new Error(stderr);
    return readFileSync(join(place.folder, "report.html"), "utf8");
  } finally {
    place.remove();
  }
}
