import type { Link } from "../../shared/link.ts";
import { quoted } from "../../shared/problem.ts";
import type { GoodRow, ReadRow, Rejection } from "./rows.ts";
import { isNotice, isRejection } from "./rows.ts";

/** By how much shares that are written as decimals may add up to more than 1. */
const TOLERANCE = 1e-9;

/**
 * Passes links on, and rejects each with which the shares of one input of one supplier would add up to more than
 * 1, together with what is stored. A link counts with its newest share. With `replace`, stored links of the
 * file's own sources count only where the file repeats them.
 */
export async function* checkLinkSums(
  rows: AsyncIterable<ReadRow<Link>>,
  stored: AsyncIterable<{ rows: Link[] }>,
  replace: boolean,
): AsyncGenerator<ReadRow<Link>> {
  const file: ReadRow<Link>[] = [];
  for await (const row of rows) file.push(row);
  const replaced = new Set(
    replace ? file.flatMap((read) => ("row" in read ? (read.row.source ?? []) : [])) : [],
  );
  const shares = new Map<string, Map<string, number>>();
  for await (const page of stored) {
    for (const link of page.rows) {
      if (link.source !== null && replaced.has(link.source)) continue;
      sharesOf(shares, link).set(link.upstreamId, link.share);
    }
  }
  for (const read of file) yield isRejection(read) || isNotice(read) ? read : addLink(shares, read);
}

function addLink(shares: Map<string, Map<string, number>>, read: GoodRow<Link>): GoodRow<Link> | Rejection {
  const { supplierId, input, upstreamId, share } = read.row;
  const others = sharesOf(shares, read.row);
  const before = others.get(upstreamId);
  others.set(upstreamId, share);
  const sum = [...others.values()].reduce((total, each) => total + each, 0);
  if (sum <= 1 + TOLERANCE) return read;
  if (before === undefined) others.delete(upstreamId);
  else others.set(upstreamId, before);
  const reason = `with this row ${quoted(supplierId)} gets ${Number(sum.toFixed(9))} of its ${input}, more than 1`;
  return { line: read.line, column: "share", reason };
}

function sharesOf(
  shares: Map<string, Map<string, number>>,
  { supplierId, input }: Link,
): Map<string, number> {
  const key = JSON.stringify([supplierId, input]);
  const own = shares.get(key) ?? new Map<string, number>();
  shares.set(key, own);
  return own;
}
