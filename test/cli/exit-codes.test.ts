import { afterAll, describe, expect, it } from "vitest";
import { workplace } from "../support/command-line.ts";

const place = workplace();
afterAll(() => place.remove());

// Other tests run commands in their own process; here the exit code and both outputs are those that a shell sees.
describe("a process of the command line ends with", () => {
  it("0 when it did what it was asked, and prints JSON and nothing else", async () => {
    const { code, stdout, stderr } = await place.spawned("alerts", "--sector", "ai", "--json");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(JSON.parse(stdout)).toMatchObject([{ sector: "ai" }]);
  });

  it("1 when something failed: the watchdog found what is wrong", async () => {
    const { code, stdout, stderr } = await place.spawned("watchdog");
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expect(stdout).toContain("ai was never recomputed");
  });

  it("2 when the usage or the input is wrong, with one sentence and no stack", async () => {
    const { code, stdout, stderr } = await place.spawned("dance");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^chokepoint: unknown command 'dance'; --help lists the commands\n$/);
  });
});
