import type { Link } from "../../../shared/supply/link.ts";
import { quoted } from "../../../shared/values/parse.ts";
import type { GoodRow, ReadRow, Rejection } from "../files/row.ts";
import { isNotice, isRejection } from "../files/row.ts";
import { createHeldValues } from "./held-values.ts";

/** The tolerance above 1 for a sum of shares that are written as decimals. */
const SHARE_TOLERANCE = 1e-9;

/**
 * Passes links on, but rejects a link when the shares of one input of one supplier, stored links included, would then add
 * up to more than 1. A link counts with its newest share. With `replace`, stored links of the file's own sources count only
 * if the file repeats them.
 */
export async function* checkLinkSums(
  rows: AsyncIterable<ReadRow<Link>>,
  stored: AsyncIterable<{ rows: Link[] }>,
  replace: boolean,
): AsyncGenerator<ReadRow<Link>> {
  const file = createHeldValues<ReadRow<Link>>();
  const replaced = new Set<string>();
  for await (const read of rows) {
    file.add(read);
    if (replace && "row" in read && read.row.source !== null) replaced.add(read.row.source);
  }
  const shares: SharesByInput = new Map();
  for await (const page of stored) {
    for (const link of page.rows) {
      if (link.source !== null && replaced.has(link.source)) continue;
      setShare(inputShares(shares, link), link.upstreamId, link.share);
    }
  }
  for (const block of file.takeBlocks()) {
    for (const read of block) yield isRejection(read) || isNotice(read) ? read : addLink(shares, read);
  }
}

/** Who delivers how much of one input of one supplier. The sum is kept as well: there may be thousands of links. */
interface Shares {
  byUpstream: Map<string, number>;
  sum: number;
}
type SharesByInput = Map<string, Shares>;

function addLink(shares: SharesByInput, read: GoodRow<Link>): GoodRow<Link> | Rejection {
  const { supplierId, input, upstreamId, share } = read.row;
  const own = inputShares(shares, read.row);
  const sum = own.sum - (own.byUpstream.get(upstreamId) ?? 0) + share;
  if (sum <= 1 + SHARE_TOLERANCE) {
    setShare(own, upstreamId, share);
    return read;
  }
  const reason = `with this row ${quoted(supplierId)} gets ${Number(sum.toFixed(9))} of its ${input}, more than 1`;
  return { line: read.line, column: "share", reason, kind: `gets more than 1 of its ${input}` };
}

function setShare(shares: Shares, upstreamId: string, share: number): void {
  shares.sum += share - (shares.byUpstream.get(upstreamId) ?? 0);
  shares.byUpstream.set(upstreamId, share);
}

function inputShares(shares: SharesByInput, { supplierId, input }: Link): Shares {
  const key = JSON.stringify([supplierId, input]);
  const own = shares.get(key) ?? { byUpstream: new Map<string, number>(), sum: 0 };
  shares.set(key, own);
  return own;
}
