import { Match } from "aws-cdk-lib/assertions";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { heartbeatOf } from "../../infra/heartbeat.ts";
import { limitsShown } from "../../infra/limits-shown.ts";
import { functionOutputs, metricNames } from "../../shared/deployment-names.ts";
import { shipped } from "../support/shipped-policies.ts";
import { type Synthesis, synthesize } from "../support/synthesis.ts";

let synthesis: Synthesis;
beforeAll(() => {
  const context = { email: "all@example.com", operations: "ops@example.com" };
  synthesis = synthesize(context, (deployment) => ({
    ...deployment,
    schedules: deployment.schedules.map((schedule) => ({
      ...schedule,
      dataStaleAfterDays: schedule.sector === "ai" ? 92 : null,
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

  it.each(["Errors", "Throttles"])("watch the %s of every function", (MetricName) => {
    const functions = Object.keys(functionOutputs).length;
    synthesis.template.resourcePropertiesCountIs(
      "AWS::CloudWatch::Alarm",
      { MetricName, Threshold: 1, TreatMissingData: "notBreaching" },
      functions,
    );
  });

  it("watch runs that come near the time after which they are cut off", () => {
    synthesis.template.hasResourceProperties("AWS::CloudWatch::Alarm", {
      MetricName: "Duration",
      Threshold: 720_000,
      Statistic: "Maximum",
    });
  });

  it("watch every dead-letter queue, and both topics", () => {
    const { template } = synthesis;
    const queues = Object.keys(template.findResources("AWS::SQS::Queue")).length;
    const MetricName = "ApproximateNumberOfMessagesVisible";
    template.resourcePropertiesCountIs("AWS::CloudWatch::Alarm", { MetricName }, queues);
    template.resourcePropertiesCountIs(
      "AWS::CloudWatch::Alarm",
      { MetricName: "NumberOfNotificationsFailed" },
      2,
    );
  });

  it.each([...shipped.keys()])("miss the heartbeat of %s also when nothing runs at all", (Value) => {
    synthesis.template.hasResourceProperties("AWS::CloudWatch::Alarm", {
      Namespace: "Chokepoint",
      MetricName: metricNames.recomputed,
      Dimensions: Match.arrayWith([{ Name: "sector", Value }]),
      ComparisonOperator: "LessThanThreshold",
      Threshold: 1,
      Period: 86_400,
      EvaluationPeriods: 3,
      TreatMissingData: "breaching",
    });
  });

  it("see that the data of a sector is too old, where its policy says when; also between two runs", () => {
    const { template } = synthesis;
    template.resourcePropertiesCountIs("AWS::CloudWatch::Alarm", { MetricName: metricNames.dataAge }, 1);
    template.hasResourceProperties("AWS::CloudWatch::Alarm", {
      Namespace: "Chokepoint",
      MetricName: metricNames.dataAge,
      Dimensions: Match.arrayWith([{ Name: "sector", Value: "ai" }]),
      ComparisonOperator: "GreaterThanThreshold",
      Threshold: 92,
      Statistic: "Maximum",
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
  it.each([
    ["rate(1 day)", 24, 3],
    ["rate(5 minutes)", 1, 3],
    ["rate(1 hour)", 1, 3],
    ["rate(6 hours)", 6, 3],
    ["rate(2 days)", 24, 6],
    ["rate(7 days)", 24, 7],
    ["cron(0 6 * * ? *)", 24, 3],
    ["cron(0 * * * ? *)", 1, 3],
    ["cron(0 6 ? * MON *)", 24, 7],
    ["cron(0 6 1 * ? *)", 24, 7],
  ])("of %s is missed after that many hours, so many times", (expression, hours, periods) => {
    const heartbeat = heartbeatOf(expression);
    expect([heartbeat.period.toHours(), heartbeat.periods]).toEqual([hours, periods]);
  });

  it.each(["rate(1 minute)", "rate(11 hours)", "rate(30 days)", "cron(0/10 * * * ? *)"])(
    "of %s is one that CloudWatch can look back over",
    (expression) => {
      const { period, periods } = heartbeatOf(expression);
      expect(period.toHours()).toBeGreaterThanOrEqual(1);
      expect(period.toDays({ integral: false }) * periods).toBeLessThanOrEqual(7);
    },
  );
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
    const policyNamed = (sector: string) => shipped.get(sector) ?? { rules: [] };
    expect(limitsShown(policyNamed("ai"), "dependency").map(({ value }) => value)).toEqual([65, 65]);
    expect(limitsShown(policyNamed("ai"), "concentration").map(({ value }) => value)).toContain(1800);
    expect(limitsShown(policyNamed("us-storage-imports"), "concentration")).toEqual([]);
  });
});
