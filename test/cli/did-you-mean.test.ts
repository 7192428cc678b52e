import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { workplace } from "../support/command-line.ts";
import { copySamples } from "../support/sample-folder.ts";

const place = workplace();
const SAMPLES = ["--dir", ".chokepoint-samples"];

beforeAll(async () => {
  await copySamples(place);
});
afterAll(() => place.remove());

const AI = ["--sector", "ai"];
const SILENCE = ["silence", ...AI, "--until", "2w", "--reason", "a test"];
const SERIES = ["list", "series", ...AI, "--to", "2026-07-31"];

describe("a name that is nearly right is answered in one sentence with the right one:", () => {
  it.each<[what: string, args: string[], sentence: string]>([
    ["a command", ["alerst"], "unknown command 'alerst'; nearest: alerts"],
    ["a command below one", ["policy", "chek"], "unknown command 'chek'; nearest: check"],
    ["a flag", ["alerts", "--sectr", "ai"], "unknown option '--sectr'; nearest: --sector"],
    ["a flag of a command below one", ["list", "links", "--upstrem", "x"], "nearest: --upstream"],
    ["one of several words", ["list", "events", "--event", "raisd"], "; nearest: raised"],
    ["a sector", ["alerts", "--sector", "defence"], '"defence" is not a sector; nearest: defense'],
    ["a sector of a simulation", ["simulate", "--sector", "aii", "--remove", "country:CN"], "nearest: ai"],
    ["a rule's id", [...SILENCE, "--rule", "china-lok-through"], "nearest: china-look-through"],
    ["a rule's title", [...SILENCE, "--rule", "Lost if one owner stop"], "nearest: one-owner-lost"],
    ["a rule of a history", ["alerts", "--history", "--rule", "Lost if one owner stop"], "one-owner-lost"],
    ["a rule of events", ["list", "events", "--rule", "one-ownr-lost"], "nearest: one-owner-lost"],
    ["a rule to explain", ["policy", "explain", "Lost if one owner stop"], "nearest: one-owner-lost"],
    ["a rule of a series", [...SERIES, "--rule", "china-lok-through"], "nearest: china-look-through"],
    ["a group", [...SILENCE, "--rule", "china-look-through-by-item", "--group", "bes"], "nearest: bess"],
    ["a group of events", ["list", "events", "--group", "bes"], '"bes"; nearest: bess'],
    ["a group of a series", [...SERIES, "--rule", "china-look-through-by-item", "--group", "bes"], "bess"],
    ["a country", ["simulate", ...AI, "--remove", "country:Chna"], "write CN if China is meant"],
    ["an owner", ["simulate", ...AI, "--remove", "owner:CATLL"], "; nearest: catl (CATL)"],
    ["an owner by name", ["simulate", ...AI, "--remove", "owner:Sungrw"], "; nearest: sungrow"],
    ["a supplier", ["simulate", ...AI, "--remove", "supplier:example-storag"], "nearest: example-storage ("],
    ["a supplier of a list", ["list", "positions", "--supplier", "CATLL"], "nearest: catl (Contemporary"],
    ["a supplier upstream", ["list", "links", "--upstream", "CATLL"], "nearest: catl (Contemporary"],
    ["an owner of a list", ["list", "suppliers", "--owner", "CATLL"], "nearest: catl (Contemporary"],
    ["an item", ["list", "positions", "--item", "bes"], "nearest: bess"],
    [
      "a restricted list",
      ["screen", "--list", "list:1260g"],
      '"1260g" is no restricted list; nearest: 1260h',
    ],
    ["a restricted list to show", ["lists", "show", "1260"], '"1260" is no restricted list; nearest: 1260h'],
    ["a measure's facet", [...SERIES, "--measure", "hhi:ownr"], "; nearest: owner"],
    ["a measure's list", [...SERIES, "--measure", "share:list:1260"], "nearest: 1260h"],
    ["a measure's owner", [...SERIES, "--measure", "share:owner:catll"], 'no owner "catll"; nearest: catl ('],
    ["a measure's country", [...SERIES, "--measure", "direct:country:Chna"], "write CN if China is meant"],
  ])("%s", async (_, args, sentence) => {
    const { code, stdout, stderr } = await place.chokepoint(...args, ...dirOf(args));
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(sentence);
    expect(stderr).toMatch(/^chokepoint: [^\n]+\n$/);
  });
});

describe("names as readers see them mean the same as ids:", () => {
  it.each<[what: string, byName: string[], byId: string[]]>([
    ["a country", ["--remove", "country:China"], ["--remove", "country:CN"]],
    ["an id in capitals", ["--remove", "owner:CATL"], ["--remove", "owner:catl"]],
    [
      "an owner's name",
      ["--remove", "owner:contemporary amperex technology co., limited"],
      ["--remove", "owner:catl"],
    ],
    [
      "a supplier's name",
      ["--remove", "supplier:Example Storage Inc."],
      ["--remove", "supplier:example-storage"],
    ],
  ])("%s of a simulation", async (_, byName, byId) => {
    const simulate = ["simulate", ...AI, "--as-of", "2026-07-31", "--json", ...SAMPLES];
    const named = await place.chokepoint(...simulate, ...byName);
    expect(named).toMatchObject({ code: 0, stderr: "" });
    expect(named).toEqual(await place.chokepoint(...simulate, ...byId));
  });

  it("an owner of a measure", async () => {
    const measured = (owner: string) =>
      place.chokepoint(...SERIES, "--measure", `share:owner:${owner}`, "--csv", ...SAMPLES);
    const named = await measured("CATL");
    expect(named).toMatchObject({ code: 0, stderr: "" });
    expect(named).toEqual(await measured("catl"));
    expect(named.stdout).toMatch(/0\.[1-9]/);
  });

  it("a rule of a history, by its title, capitals or not", async () => {
    const history = (rule: string) =>
      place.chokepoint("alerts", ...AI, "--history", "--rule", rule, ...SAMPLES);
    const named = await history("lost if one Owner stops");
    expect(named).toMatchObject({ code: 0, stderr: "" });
    expect(named.stdout).toContain("raised");
    expect(named).toEqual(await history("one-owner-lost"));
  });

  it("a rule of a silence", async () => {
    const { code, stdout } = await place.chokepoint(
      ...SILENCE,
      "--rule",
      "Lost if one owner stops",
      ...SAMPLES,
    );
    expect(code).toBe(0);
    expect(stdout).toContain("one-owner-lost until");
  });

  it("a restricted list as keys are written", async () => {
    expect(await place.chokepoint("lists", "show", "list:1260h")).toEqual(
      await place.chokepoint("lists", "show", "1260h"),
    );
  });
});

/** The folder of the samples, for commands that take one. */
function dirOf([command = "", below = ""]: string[]): string[] {
  return ["policy", "lists", "alerst"].includes(command) || below === "--sectr" ? [] : SAMPLES;
}
