import { describe, expect, it } from "vitest";
import { callSchema } from "../../../shared/contract/call.ts";

describe("how Chokepoint is called", () => {
  it.each([
    "npx chokepoint",
    "npx --no-install chokepoint",
    "npx --prefix '../my tools' chokepoint",
    'docker run --rm -v "$PWD:/data" team/chokepoint:1.2',
    "cd /opt/chokepoint && npx chokepoint",
    "C:\\tools\\chokepoint.cmd",
    `${"x".repeat(100)}`,
  ])("may be %s", (call) => {
    expect(callSchema.safeParse(call)).toMatchObject({ success: true, data: call });
  });

  const like = "like npx --no-install chokepoint";
  const plain = `must be one line of plain letters and signs, with no blank at its ends and each quote closed, ${like}`;
  it.each([
    ["", `must be what a command begins with, ${like}`],
    ["  ", `must be what a command begins with, ${like}`],
    [7, `must be what a command begins with, ${like}`],
    ["x".repeat(101), "has 101 characters, of at most 100"],
    [" npx chokepoint", `" npx chokepoint" ${plain}`],
    ["npx chokepoint\n", `"npx chokepoint " ${plain}`],
    ["npx --prefix 'tools chokepoint", `"npx --prefix 'tools chokepoint" ${plain}`],
    ['npx "chokepoint', `"npx "chokepoint" ${plain}`],
    ["npx chokepoint\\", `"npx chokepoint\\" ${plain}`],
    ["npx chokepöint", `"npx chokepöint" ${plain}`],
  ])("may not be %j", (call, sentence) => {
    const read = callSchema.safeParse(call);
    expect(read.error?.issues.map(({ message }) => message)).toEqual([sentence]);
  });
});
