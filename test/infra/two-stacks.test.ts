import { Logger } from "@aws-lambda-powertools/logger";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { recompute } from "../../functions/recompute/recompute.ts";
import { createTelemetry } from "../../functions/recompute/telemetry.ts";
import { createMetrics, emitMemory } from "../../functions/runtime/metrics.ts";
import { emitCounts } from "../../functions/watchdog/telemetry.ts";
import { stackEnv } from "../../shared/contract/functions.ts";
import { memoryMetricName, watchMetricNames } from "../../shared/contract/metrics.ts";
import { memoryPorts } from "../support/memory.ts";
import { chinaPolicy, supplyWith } from "../support/samples.ts";
import { type Neighbours, synthesizeTogether } from "../support/synthesis.ts";

const NAMES = ["Chokepoint", "Chokepoint-dev"] as const;
/** The properties by which resources are named; of a metric and its namespace, dimensions tell one from another. */
const NAMING = /^(?!(Metric|Attribute)Name$)\w*Name$/;
type Neighbour = Neighbours["stacks"][number];

/** A metric by everything that tells it from others; what a stack generates stands for itself. */
interface MetricOfAlarm {
  namespace: string;
  name: string;
  dimensions: Record<string, string>;
}

let neighbours: Neighbours;
beforeAll(() => {
  const email = "all@example.com";
  neighbours = synthesizeTogether({ email }, { email, stage: "dev" });
});
afterAll(() => neighbours.remove());

function neighbour(name: string): Neighbour {
  const found = neighbours.stacks.find(({ stack }) => stack.stackName === name);
  if (found === undefined) throw new Error(`no stack ${name}`);
  return found;
}

function watchedBy(name: string): MetricOfAlarm[] {
  const { stack, template } = neighbour(name);
  return Object.values(template.findResources("AWS::CloudWatch::Alarm")).map(({ Properties }) => ({
    namespace: Properties.Namespace,
    name: Properties.MetricName,
    dimensions: Object.fromEntries(
      Properties.Dimensions.map(({ Name, Value }: { Name: string; Value: unknown }) => {
        return [Name, typeof Value === "string" ? Value : `${stack.stackName}: ${JSON.stringify(Value)}`];
      }),
    ),
  }));
}

/** What the deployed code of a stack emits in a recompute, as CloudWatch reads it from the log. */
async function emittedIn(stack: string): Promise<MetricOfAlarm[]> {
  const metrics = createMetrics("recompute", stack);
  const lines = keptInstead(metrics);
  const logger = new Logger({ logLevel: "SILENT" });
  const ports = { ...memoryPorts(supplyWith(300)), telemetry: createTelemetry(logger, metrics, () => 0) };
  await recompute({}, ports, {
    policies: new Map([["ai", chinaPolicy("ai")]]),
    version: "1",
    place: { stack },
  });
  metrics.clearMetrics();
  metrics.clearDimensions();
  emitMemory(metrics);
  return asCloudWatchReads(lines);
}

/** What the deployed watchdog of a stack emits at a look. */
function emittedByWatchdogOf(stack: string): MetricOfAlarm[] {
  const metrics = createMetrics("watchdog", stack);
  const lines = keptInstead(metrics);
  emitCounts(metrics, { brokenFeeds: 1, incompleteSectors: 0 });
  return asCloudWatchReads(lines);
}

type Line = ReturnType<ReturnType<typeof createMetrics>["serializeMetrics"]>;

/** What would be written into the log; also where another test has turned metrics off. */
function keptInstead(metrics: ReturnType<typeof createMetrics>): Line[] {
  const lines: Line[] = [];
  metrics.publishStoredMetrics = () => {
    lines.push(metrics.serializeMetrics());
    return metrics;
  };
  return lines;
}

function asCloudWatchReads(lines: Line[]): MetricOfAlarm[] {
  return lines.flatMap(({ _aws, ...values }) =>
    _aws.CloudWatchMetrics.flatMap(({ Namespace, Dimensions, Metrics }) =>
      Metrics.flatMap(({ Name }) =>
        Dimensions.map((dimensions) => ({
          namespace: Namespace,
          name: Name,
          dimensions: Object.fromEntries(dimensions.map((key) => [key, String(values[key])])),
        })),
      ),
    ),
  );
}

function sorted({ namespace, name, dimensions }: MetricOfAlarm): string {
  return JSON.stringify([namespace, name, Object.entries(dimensions).sort()]);
}

describe("two stacks in one account and region", () => {
  it("have no alarm that is fed by a metric of the other", () => {
    const [first, second] = NAMES.map((name) => watchedBy(name).map(sorted));
    expect(first?.length).toBeGreaterThan(15);
    expect(first?.filter((metric) => second?.includes(metric))).toEqual([]);
  });

  it.each(NAMES)("feed the alarms of %s with what its own functions emit, and no other's", async (name) => {
    const emitted = [...(await emittedIn(name)), ...emittedByWatchdogOf(name)].map(sorted);
    const fed = (stack: string) => watchedBy(stack).filter((metric) => emitted.includes(sorted(metric)));
    expect(fed(name).map((metric) => [metric.name, metric.dimensions])).toContainEqual([
      "Recomputed",
      { service: "recompute", stack: name, sector: "ai" },
    ]);
    expect(fed(name).map((metric) => [metric.name, metric.dimensions])).toContainEqual([
      memoryMetricName,
      { service: "recompute", stack: name },
    ]);
    for (const metric of Object.values(watchMetricNames)) {
      expect(fed(name).map(({ name, dimensions }) => [name, dimensions])).toContainEqual([
        metric,
        { service: "watchdog", stack: name },
      ]);
    }
    for (const other of NAMES.filter((one) => one !== name)) expect(fed(other)).toEqual([]);
  });

  it("tell every function that emits or shows commands which stack it is of", () => {
    for (const name of NAMES) {
      const functions = Object.values(neighbour(name).template.findResources("AWS::Lambda::Function"));
      const known = functions.map(({ Properties }) => Properties.Environment.Variables[stackEnv]);
      expect(known.filter((one) => one !== undefined)).toEqual(Array(6).fill(name));
    }
  });

  it("show each its own metrics, on dashboards that are one's own in all regions", () => {
    for (const name of NAMES) {
      const [dashboard] = Object.values(neighbour(name).template.findResources("AWS::CloudWatch::Dashboard"));
      expect(dashboard?.Properties.DashboardName).toEqual({
        "Fn::Join": ["-", [name, { Ref: "AWS::Region" }]],
      });
      const shown = JSON.stringify(dashboard?.Properties.DashboardBody).match(/\\"stack\\",\\"[\w-]+\\"/g);
      expect(new Set(shown)).toEqual(new Set([`\\"stack\\",\\"${name}\\"`]));
    }
  });

  it("take no name that the other takes: what CloudFormation names is one's own by the stack", () => {
    const [first, second] = NAMES.map(namesTakenBy);
    // Alarms, the dashboard and the senders of mails are named for people.
    expect(first?.length).toBeGreaterThan(20);
    expect(first?.filter((one) => second?.includes(one))).toEqual([]);
    for (const name of NAMES) {
      for (const taken of namesTakenBy(name)) expect(taken).toMatch(new RegExp(`"${name}(-alerts"|[ "_])`));
      const outputs = Object.values(neighbour(name).template.findOutputs("*"));
      expect(outputs.filter(({ Export }) => Export !== undefined)).toEqual([]);
    }
  });
});

/** The names that a stack gives itself, which are taken once in an account and region, each after its type. */
function namesTakenBy(name: string): string[] {
  const resources = Object.values(neighbour(name).template.toJSON().Resources as Record<string, Resource>);
  return resources.flatMap(({ Type, Properties = {} }) =>
    Object.entries(Properties)
      .filter(([key, value]) => NAMING.test(key) && !isOfTheStack(value))
      .map(([key, value]) => `${Type} ${key} ${JSON.stringify(value)}`),
  );
}

interface Resource {
  Type: string;
  Properties?: Record<string, unknown>;
}

/** A reference to another resource of the stack is no name that is taken. */
function isOfTheStack(value: unknown): boolean {
  return typeof value === "object" && value !== null && ("Ref" in value || "Fn::GetAtt" in value);
}
