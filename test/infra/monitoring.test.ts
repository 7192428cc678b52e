import { Annotations, Match } from "aws-cdk-lib/assertions";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { heartbeatOf } from "../../infra/config/heartbeat.ts";
import { readGaps } from "../../infra/config/sector-gaps.ts";
import { limitsShown } from "../../infra/monitoring/limits-shown.ts";
import { memoryMetricName, metricNames } from "../../shared/contract/metrics.ts";
import { ruleOf } from "../support/builders.ts";
import { shipped } from "../support/shipped-policies.ts";
import { type Synthesis, synthesize } from "../support/synthesis.ts";

// One sector is recomputed once a week, the others daily.
const WEEKLY = [...shipped.keys()].at(-1) ?? "";
const weekly = {
  expression: "cron(0 6 ? * MON *)",
  gaps: { longest: 10_080, ofThree: 30_240, latestDays: 7 },
};

const daily = [...shipped.keys()].filter((sector) => sector !== WEEKLY);

/** The logical id of the queue that an ARN in the template refers to. */
function queueOf(arn: unknown): string {
  return /"Fn::GetAtt":\["(\w+)"/.exec(JSON.stringify(arn))?.[1] ?? "";
}

/** The queues on which there is an alarm. */
function watchedQueues(): string[] {
  const alarms = Object.values(synthesis.template.findResources("AWS::CloudWatch::Alarm"));
  const ofQueues = alarms.filter(
    ({ Properties }) => Properties.MetricName === "ApproximateNumberOfMessagesVisible",
  );
  return ofQueues.map(({ Properties }) => queueOf(Properties.Dimensions[0].Value));
}

/** The queues that keep what a function fails with. */
function destinationsOf(id: string): string[] {
  const invocations = Object.values(synthesis.template.findResources("AWS::Lambda::EventInvokeConfig"));
  const own = invocations.filter(({ Properties }) =>
    JSON.stringify(Properties.FunctionName).includes(`"${id}`),
  );
  return own.map(({ Properties }) => queueOf(Properties.DestinationConfig.OnFailure.Destination));
}

let synthesis: Synthesis;
beforeAll(() => {
  const context = { email: "all@example.com", operations: "ops@example.com" };
  synthesis = synthesize(context, (deployment) => ({
    ...deployment,
    staleAfterDays: 9,
    schedules: deployment.schedules.map((schedule) => ({
      ...schedule,
      ...(schedule.sector === WEEKLY ? weekly : {}),
    })),
  }));
});
afterAll(() => synthesis.remove());

describe("the alarms", () => {
  it("all tell the operations topic when they begin and when they end", () => {
    const toOperations = [{ Ref: Match.stringLikeRegexp("^OperationsTopic") }];
    synthesis.template.allResourcesProperties("AWS::CloudWatch::Alarm", {
      AlarmActions: toOperations,
      OKActions: toOperations,
      AlarmDescription: Match.anyValue(),
    });
  });

  it("are let in by the policy of the operations topic, and only those of this account", () => {
    synthesis.template.hasResourceProperties("AWS::SNS::TopicPolicy", {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: "Allow",
            Action: "sns:Publish",
            Principal: { Service: "cloudwatch.amazonaws.com" },
            Condition: { StringEquals: { "aws:SourceAccount": { Ref: "AWS::AccountId" } } },
          }),
        ]),
      },
    });
  });

  it("have names that a person can read in the subject of a mail, each once", () => {
    const alarms = Object.values(synthesis.template.findResources("AWS::CloudWatch::Alarm"));
    const names = alarms.map(({ Properties }) => Properties.AlarmName as string);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain("Chokepoint a function failed three times");
    expect(names).toContain("Chokepoint ai is not recomputed");
    for (const name of names) expect(name).toMatch(/^Chokepoint [a-z][a-z -]{5,45}$/);
  });

  const of = (id: string) =>
    Match.arrayWith([{ Name: "FunctionName", Value: { Ref: Match.stringLikeRegexp(`^${id}Function`) } }]);

  it.each(["Recompute", "Import", "Digest", "Watchdog", "Report"])(
    "tell what fails of %s, for which nobody waits: it is kept in a queue that an alarm watches",
    (id) => {
      const [destination] = destinationsOf(id);
      expect(destination).toMatch(/^Failed/);
      expect(watchedQueues()).toContain(destination);
    },
  );

  it("tell what a schedule or a file could not start: it is kept in a queue that an alarm watches", () => {
    const starters = [
      ...Object.values(synthesis.template.findResources("AWS::Scheduler::Schedule")).map(
        ({ Properties }) => Properties.Target.DeadLetterConfig.Arn,
      ),
      ...Object.values(synthesis.template.findResources("AWS::Events::Rule")).flatMap(({ Properties }) =>
        Properties.Targets.map(
          (target: { DeadLetterConfig: { Arn: unknown } }) => target.DeadLetterConfig.Arn,
        ),
      ),
    ];
    expect(starters.length).toBeGreaterThan(4);
    for (const arn of starters) expect(watchedQueues()).toContain(queueOf(arn));
  });

  it("tell of a watchdog that fails, also when its failures reach no queue, and of what waits to be imported", () => {
    const { template } = synthesis;
    const errors = { MetricName: "Errors", TreatMissingData: "notBreaching", Threshold: 1 };
    template.hasResourceProperties("AWS::CloudWatch::Alarm", { ...errors, Dimensions: of("Watchdog") });
    template.resourcePropertiesCountIs("AWS::CloudWatch::Alarm", errors, 1);
    const late = { MetricName: "AsyncEventAge", Threshold: 600_000, Statistic: "Maximum" };
    template.hasResourceProperties("AWS::CloudWatch::Alarm", { ...late, Dimensions: of("Import") });
  });

  it("leave out what is started by hand, and answers who did", () => {
    const alarms = JSON.stringify(synthesis.template.findResources("AWS::CloudWatch::Alarm"));
    expect(alarms).not.toMatch(/Simulate|Silence/);
  });

  it("are few, each on one metric: one of each kind, and one for each sector that is recomputed within a week", () => {
    const alarms = Object.values(synthesis.template.findResources("AWS::CloudWatch::Alarm"));
    expect(alarms).toHaveLength(16 + daily.length);
    for (const { Properties } of alarms) expect(Properties.Metrics).toBeUndefined();
  });

  it.each(["Recompute", "Import"])("watch runs of %s that come near the limits of time and memory", (id) => {
    const { template } = synthesis;
    template.hasResourceProperties("AWS::CloudWatch::Alarm", {
      MetricName: "Duration",
      Dimensions: of(id),
      Threshold: 720_000,
      Statistic: "Maximum",
    });
    template.hasResourceProperties("AWS::CloudWatch::Alarm", {
      Namespace: "Chokepoint",
      MetricName: memoryMetricName,
      Dimensions: Match.arrayWith([{ Name: "service", Value: id.toLowerCase() }]),
      Threshold: 1504,
      Statistic: "Maximum",
    });
  });

  it("watch every dead-letter queue, and what of both topics is neither delivered nor kept", () => {
    const { template } = synthesis;
    expect(watchedQueues().sort()).toEqual(Object.keys(template.findResources("AWS::SQS::Queue")).sort());
    template.resourcePropertiesCountIs(
      "AWS::CloudWatch::Alarm",
      { MetricName: "NumberOfNotificationsFailedToRedriveToDlq" },
      2,
    );
  });

  it.each(daily)("miss the heartbeat of %s also when nothing runs at all", (Value) => {
    synthesis.template.hasResourceProperties("AWS::CloudWatch::Alarm", {
      Namespace: "Chokepoint",
      MetricName: metricNames.recomputed,
      Dimensions: Match.arrayWith([{ Name: "sector", Value }]),
      ComparisonOperator: "LessThanThreshold",
      Threshold: 1,
      Period: 3600,
      EvaluationPeriods: 28,
      TreatMissingData: "breaching",
    });
  });

  it("miss no heartbeat of a sector that may pause for a week; the synthesis says who does", () => {
    const { template, stack } = synthesis;
    const MetricName = metricNames.recomputed;
    template.resourcePropertiesCountIs("AWS::CloudWatch::Alarm", { MetricName }, daily.length);
    Annotations.fromStack(stack).hasInfo(
      "*",
      `${weekly.expression} may leave a week between two runs of ${WEEKLY}, and CloudWatch looks back no further: that a run is missing is told by the watchdog alone, after 9 days`,
    );
  });

  it.each([
    ["BrokenFeeds", 1],
    ["IncompleteSectors", 2],
  ])("see %s as the watchdog counts them; what it could not count changes nothing", (MetricName, periods) => {
    synthesis.template.hasResourceProperties("AWS::CloudWatch::Alarm", {
      Namespace: "Chokepoint",
      MetricName,
      Dimensions: Match.arrayWith([{ Name: "service", Value: "watchdog" }]),
      ComparisonOperator: "GreaterThanOrEqualToThreshold",
      Threshold: 1,
      Statistic: "Maximum",
      Period: 1800,
      EvaluationPeriods: periods,
      TreatMissingData: "ignore",
    });
  });

  it("miss the watchdog when it does not look for an hour", () => {
    synthesis.template.hasResourceProperties("AWS::CloudWatch::Alarm", {
      MetricName: "Invocations",
      Period: 3600,
      TreatMissingData: "breaching",
    });
  });
});

describe("a heartbeat", () => {
  const gapsIn = (expression: string, timeZone: string) => readGaps("schedule", expression, timeZone);

  it.each([
    ["rate(1 day)", "UTC", 28],
    ["rate(5 minutes)", "UTC", 3],
    ["rate(1 hour)", "UTC", 3],
    ["rate(6 hours)", "UTC", 10],
    ["rate(2 days)", "UTC", 52],
    ["rate(6 days)", "UTC", 148],
    ["cron(0 6 * * ? *)", "UTC", 28],
    ["cron(0 6 * * ? *)", "America/New_York", 29],
    ["cron(0 6,18 * * ? *)", "UTC", 16],
    ["cron(0 */6 * * ? *)", "UTC", 10],
    ["cron(0 * * * ? *)", "UTC", 3],
    ["cron(0 6 ? * MON-FRI *)", "UTC", 76],
    ["cron(0 8-18 ? * MON-FRI *)", "UTC", 64],
    ["cron(0 6 ? * MON,THU *)", "UTC", 100],
  ])("of %s in %s is missed after %i hours", (expression, timeZone, hours) => {
    const heartbeat = heartbeatOf(gapsIn(expression, timeZone));
    expect([heartbeat?.period.toHours(), heartbeat?.periods]).toEqual([1, hours]);
  });

  it.each(["rate(7 days)", "cron(0 6 ? * MON *)", "cron(0 6 1 * ? *)", "rate(30 days)"])(
    "of %s is none: CloudWatch does not look back that far",
    (expression) => {
      expect(heartbeatOf(gapsIn(expression, "UTC"))).toBeNull();
    },
  );

  it("is one that CloudWatch takes, and no pause between runs that are in order sets it off", () => {
    const gaps = fc
      .tuple(fc.integer({ min: 1, max: 12_000 }), fc.double({ min: 1, max: 3, noNaN: true }))
      .map(([longest, times]) => ({ longest, ofThree: Math.ceil(longest * times), latestDays: 9 }));
    fc.assert(
      fc.property(gaps, (given) => {
        const heartbeat = heartbeatOf(given);
        if (heartbeat === null) return given.longest > 164 * 60;
        const hours = heartbeat.period.toHours();
        const all = hours * heartbeat.periods;
        return hours >= 1 && hours <= 24 && all <= 7 * 24 && all >= 3 && all * 60 >= given.longest;
      }),
    );
  });
});

describe("the dashboard", () => {
  it("shows each sector's concentration and dependency, with the limits of its policy", () => {
    const [dashboard] = Object.values(synthesis.template.findResources("AWS::CloudWatch::Dashboard"));
    const body = JSON.stringify(dashboard?.Properties.DashboardBody);
    for (const { title } of shipped.values()) expect(body).toContain(`${title}: concentration`);
    for (const name of [metricNames.ownerHhi, metricNames.chinaLookThrough, metricNames.dataAge]) {
      expect(body).toContain(name);
    }
    expect(body).toContain("ConsumedReadCapacityUnits");
  });

  it("takes limits from the rules about what a graph shows, in its unit", () => {
    const rules = [
      ruleOf({ measure: { kind: "look-through", of: { countries: ["CN"] } }, above: { critical: 0.65 } }),
      ruleOf({ measure: { kind: "hhi", facet: "owner" }, above: { warning: 1800 } }),
    ];
    expect(limitsShown({ rules }, "dependency").map(({ value }) => value)).toEqual([65]);
    expect(limitsShown({ rules }, "concentration").map(({ value }) => value)).toEqual([1800]);
    expect(limitsShown({ rules: [ruleOf()] }, "concentration")).toEqual([]);
  });
});
