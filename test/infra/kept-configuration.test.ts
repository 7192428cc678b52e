import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, CfnWaitConditionHandle, Stack } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DeploymentSettings, readDeployment } from "../../infra/config/deployment.ts";
import { keepConfiguration } from "../../infra/config/kept-configuration.ts";
import { samplePolicies } from "../support/sample-policies.ts";

interface Assertion {
  Assert:
    | { "Fn::Contains": [string[], { Ref: string }] }
    | { "Fn::EachMemberIn": [{ Ref: string }, string[]] };
  AssertDescription: string;
}

/** Whether an assertion holds with these values. A list is a value with commas. */
function holds({ Assert }: Assertion, values: Record<string, string>): boolean {
  if ("Fn::Contains" in Assert) {
    const [taken, parameter] = Assert["Fn::Contains"];
    return taken.includes(values[parameter.Ref] ?? "");
  }
  const [parameter, taken] = Assert["Fn::EachMemberIn"];
  return (values[parameter.Ref] ?? "").split(",").every((one) => taken.includes(one));
}

interface Kept {
  Parameters: Record<string, { Default: string }>;
  Rules: Record<string, { Assertions: Assertion[] }>;
}

/**
 * CloudFormation, as far as it is asked here: `cdk deploy` asks for the previous value of each parameter that it is not
 * told, a stack that has none takes the default, and an assertion that does not hold refuses the deployment.
 */
function stackOf() {
  let stored: Record<string, string> = {};
  return (deployment: DeploymentSettings, told: Record<string, string> = {}): string => {
    const { Parameters, Rules } = templateOf(deployment);
    const values = Object.fromEntries(
      Object.entries(Parameters).map(([name, { Default }]) => [name, told[name] ?? stored[name] ?? Default]),
    );
    for (const { Assertions } of Object.values(Rules)) {
      const failed = Assertions.find((assertion) => !holds(assertion, values));
      if (failed !== undefined) return failed.AssertDescription;
    }
    stored = values;
    return "deployed";
  };
}

function templateOf(deployment: DeploymentSettings): Kept {
  const stack = new Stack(new App(), deployment.stackName);
  // A template without resources is none.
  new CfnWaitConditionHandle(stack, "Anything");
  keepConfiguration(stack, deployment);
  const { Parameters, Rules } = Template.fromStack(stack).toJSON();
  const ours = (all: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(all).filter(([name]) => !/bootstrap/i.test(name)));
  return { Parameters: ours(Parameters), Rules: ours(Rules) } as Kept;
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "chokepoint-config-"));
  for (const name of ["chokepoint.config.json", "other.json"])
    writeFileSync(join(folder, name), '{"email":"reader@example.com"}');
});
afterAll(() => rmSync(folder, { recursive: true }));

const from = (context: Record<string, unknown>) => readDeployment(context, samplePolicies);
const withFile = (name = "chokepoint.config.json") => from({ config: join(folder, name) });
const onCommandLine = () => from({ email: "reader@example.com" });
const plain = () => from({});

describe("a stack that was deployed with a configuration file", () => {
  it("takes the same file again, from any folder", () => {
    const deploy = stackOf();
    expect(deploy(withFile())).toBe("deployed");
    expect(deploy({ ...withFile(), configFile: withFile().configFile })).toBe("deployed");
    expect(withFile().configFile).toBe("chokepoint.config.json");
  });

  it.each<[string, () => DeploymentSettings]>([
    ["a plain one", plain],
    ["one with addresses on the command line", onCommandLine],
  ])("refuses %s, and says what to do", (_what, next) => {
    const deploy = stackOf();
    deploy(withFile());
    expect(deploy(next())).toBe(
      "Chokepoint was deployed with a configuration file, and this deployment has none: its subscribers would be removed. Name the file with -c config=FILE (the stack's parameter ConfigFile says which), or, if that is what you want, deploy once with --parameters ConfigFile=none",
    );
    // It refuses again, and still knows the file.
    expect(deploy(next())).not.toBe("deployed");
    expect(deploy(withFile())).toBe("deployed");
  });

  it("takes another file, or none, once it is told so, and remembers that", () => {
    const deploy = stackOf();
    deploy(withFile());
    expect(deploy(withFile("other.json"))).toContain("--parameters ConfigFile=other.json");
    expect(deploy(withFile("other.json"), { ConfigFile: "other.json" })).toBe("deployed");
    expect(deploy(withFile())).toContain("another configuration file than chokepoint.config.json");
    expect(deploy(onCommandLine(), { ConfigFile: "none" })).toBe("deployed");
    expect(deploy(onCommandLine())).toBe("deployed");
  });
});

describe("a stack that was deployed without a configuration file", () => {
  it("refuses to lose its subscribers, unless it is told to", () => {
    const deploy = stackOf();
    expect(deploy(onCommandLine())).toBe("deployed");
    expect(deploy(plain())).toBe(
      "Chokepoint was deployed with subscribers, and this deployment has none. Name them (-c config=FILE, -c email=ADDRESS), or, if nobody is to receive alerts, deploy once with --parameters Subscribers=nobody",
    );
    expect(deploy(plain(), { Subscribers: "nobody" })).toBe("deployed");
  });

  it("takes subscribers at any time", () => {
    const deploy = stackOf();
    expect(deploy(plain())).toBe("deployed");
    expect(deploy(onCommandLine())).toBe("deployed");
  });

  it("is told once that it has a file from now on", () => {
    const deploy = stackOf();
    deploy(onCommandLine());
    expect(deploy(withFile())).toContain("--parameters ConfigFile=chokepoint.config.json");
    expect(deploy(withFile(), { ConfigFile: "chokepoint.config.json" })).toBe("deployed");
    expect(deploy(plain())).toContain("was deployed with a configuration file");
  });

  it("of a version that remembered nothing remembers from its next deployment on", () => {
    const deploy = stackOf();
    expect(deploy(withFile())).toBe("deployed");
    expect(deploy(plain())).not.toBe("deployed");
  });
});

describe("a stack that was deployed with policies of a folder", () => {
  const own = (name: string): DeploymentSettings => ({
    ...onCommandLine(),
    policyFolder: join(folder, name),
  });

  it("refuses those of another folder, says which sectors would be left, and takes them once it is told so", () => {
    const deploy = stackOf();
    expect(deploy(own("drones"))).toBe("deployed");
    expect(deploy({ ...own("drones"), policyFolder: "/elsewhere/drones" })).toBe("deployed");
    expect(deploy(onCommandLine())).toBe(
      "Chokepoint was deployed with other policies than those that ship (the stack's parameter PolicyFolder says of which folder, its output Policies which sectors), and sectors that are not among these would no longer be watched. These are ai, defense, us-storage-imports. Name that folder with -c policies=FOLDER, or, if this is what you want, deploy once with --parameters PolicyFolder=shipped --parameters Sectors=ai,defense,us-storage-imports",
    );
    expect(deploy(own("grid"))).toContain("other policies than those of grid");
    expect(deploy(own("drones"))).toBe("deployed");
    expect(deploy(own("grid"), { PolicyFolder: "grid" })).toBe("deployed");
    expect(deploy(own("drones"))).toContain("--parameters PolicyFolder=drones");
  });

  it("does not take a folder of one's own for the one that ships, whatever it is called", () => {
    const deploy = stackOf();
    expect(deploy(onCommandLine())).toBe("deployed");
    expect(deploy(own("shipped"))).toContain("other policies than those of own shipped");
  });
});

describe("a stack that watches sectors", () => {
  const watching = (...sectors: string[]): DeploymentSettings => {
    const [policy] = onCommandLine().policies;
    if (policy === undefined) throw new Error("the samples have no policy");
    return { ...onCommandLine(), policies: sectors.map((sector) => ({ ...policy, sector })) };
  };

  it("refuses to lose one whose policy was taken out of the folder, until it is told so", () => {
    const deploy = stackOf();
    expect(deploy(watching("grid", "drones"))).toBe("deployed");
    expect(deploy(watching("grid"))).toBe(
      "Chokepoint watches sectors that this deployment does not have (the stack's parameter Sectors says which it watches; these are grid): nothing would recompute them any more, and their open alerts would stay open. Put their policies back, or, if this is what you want, deploy once with --parameters Sectors=grid",
    );
    expect(deploy(watching("drones", "grid"))).toBe("deployed");
    expect(deploy(watching("grid"), { Sectors: "grid" })).toBe("deployed");
    expect(deploy(watching("grid"))).toBe("deployed");
  });

  it("takes more at any time, and remembers those that it is told", () => {
    const deploy = stackOf();
    deploy(watching("grid"));
    expect(deploy(watching("grid", "drones"))).toBe("deployed");
    expect(deploy(watching("grid"))).toBe("deployed");
    expect(deploy(watching("grid", "drones"), { Sectors: "grid,drones" })).toBe("deployed");
    expect(deploy(watching("grid"))).not.toBe("deployed");
  });

  it("remembers as many as a parameter holds", () => {
    const many = Array.from({ length: 100 }, (_, at) => `${"s".repeat(90)}-${at}`);
    const { Parameters } = templateOf(watching(...many));
    expect(Parameters.Sectors?.Default.length).toBeLessThanOrEqual(4096);
    expect(Parameters.Sectors?.Default.split(",").length).toBeGreaterThan(40);
  });
});
