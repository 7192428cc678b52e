import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Match } from "aws-cdk-lib/assertions";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readPoliciesToDeploy } from "../../infra/config/policy-folder.ts";
import { eventLogBucket, importBucket, reportsBucket } from "../../shared/contract/buckets.ts";
import { policyFolderOutput } from "../../shared/contract/deployed-policies.ts";
import { functionOutputs } from "../../shared/contract/functions.ts";
import { alertTopic, eventBus, operationsTopic, undeliveredQueue } from "../../shared/contract/messaging.ts";
import { shardsRead, shardsWritten, tables } from "../../shared/contract/tables.ts";
import { type Synthesis, synthesize } from "../support/synthesis.ts";

const CONTEXT = {
  email: "all@example.com",
  emails: { ai: ["ai@example.com"] },
  operations: "ops@example.com",
};

/** How the template names the one key. */
const THE_KEY = { "Fn::GetAtt": [Match.stringLikeRegexp("^EncryptionKey"), "Arn"] };

let synthesis: Synthesis;
beforeAll(() => {
  synthesis = synthesize(CONTEXT);
});
afterAll(() => synthesis.remove());

describe("the stack", () => {
  it("has every table on demand, recoverable, and kept when the stack is destroyed", () => {
    const { template } = synthesis;
    template.resourceCountIs("AWS::DynamoDB::Table", Object.keys(tables).length);
    template.allResources("AWS::DynamoDB::Table", {
      DeletionPolicy: "Retain",
      UpdateReplacePolicy: "Retain",
      Properties: {
        BillingMode: "PAY_PER_REQUEST",
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        DeletionProtectionEnabled: true,
        SSESpecification: { KMSMasterKeyId: THE_KEY, SSEEnabled: true, SSEType: "KMS" },
      },
    });
  });

  it("keeps topics, queues and logs under the same key, whose material is renewed", () => {
    const { template } = synthesis;
    template.resourceCountIs("AWS::KMS::Key", 1);
    template.hasResource("AWS::KMS::Key", {
      DeletionPolicy: "Retain",
      Properties: { EnableKeyRotation: true, PendingWindowInDays: 30 },
    });
    template.allResourcesProperties("AWS::SNS::Topic", { KmsMasterKeyId: THE_KEY });
    template.allResourcesProperties("AWS::SQS::Queue", { KmsMasterKeyId: THE_KEY });
    template.allResourcesProperties("AWS::Logs::LogGroup", { KmsKeyId: THE_KEY });
  });

  it("has a bus under that key, named after the stack, whose failures are kept", () => {
    const { template } = synthesis;
    template.hasResourceProperties("AWS::Events::EventBus", {
      Name: "Chokepoint-alerts",
      KmsKeyIdentifier: THE_KEY,
      DeadLetterConfig: { Arn: { "Fn::GetAtt": [Match.stringLikeRegexp("^Undelivered"), "Arn"] } },
    });
    template.hasResourceProperties("AWS::SQS::QueuePolicy", {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Principal: { Service: "events.amazonaws.com" },
            Action: "sqs:SendMessage",
            Condition: { ArnEquals: { "aws:SourceArn": Match.anyValue() } },
          }),
        ]),
      },
    });
    template.hasOutput("EventsBus", { Value: { Ref: Match.stringLikeRegexp("^AlertChangesBus") } });
  });

  it("lets recompute and watchdog put events on that bus, and no other function", () => {
    const policies = Object.entries(synthesis.template.findResources("AWS::IAM::ManagedPolicy"));
    const putting = policies.flatMap(([id, { Properties }]) => {
      const statements: { Action: string | string[]; Resource: unknown }[] =
        Properties.PolicyDocument.Statement;
      return statements
        .filter(({ Action }) => JSON.stringify(Action).includes("events:"))
        .map(({ Action, Resource }) => [id.replace(/FunctionRole.*/, ""), Action, JSON.stringify(Resource)]);
    });
    const bus = expect.stringMatching(/^\{"Fn::GetAtt":\["AlertChangesBus\w+","Arn"\]\}$/);
    expect(putting).toEqual([
      ["Recompute", "events:PutEvents", bus],
      ["Watchdog", "events:PutEvents", bus],
    ]);
  });

  it("keys positions by sector and shard", () => {
    synthesis.template.hasResourceProperties("AWS::DynamoDB::Table", {
      KeySchema: [
        { AttributeName: "sectorShard", KeyType: "HASH" },
        { AttributeName: "positionId", KeyType: "RANGE" },
      ],
    });
  });

  it("refuses to be told anything without TLS", () => {
    const denied = { Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } };
    const policy = { PolicyDocument: { Statement: Match.arrayWith([Match.objectLike(denied)]) } };
    synthesis.template.hasResourceProperties("AWS::SNS::TopicPolicy", policy);
    synthesis.template.hasResourceProperties("AWS::SQS::QueuePolicy", policy);
  });

  it.each([
    ["all@example.com", [...readPoliciesToDeploy().keys()]],
    ["ai@example.com", ["ai"]],
  ])("sends %s the bulletins of %j", (Endpoint, sector) => {
    synthesis.template.hasResourceProperties("AWS::SNS::Subscription", {
      Protocol: "email",
      Endpoint,
      FilterPolicy: { sector },
    });
  });

  it("runs the function on Lambda's Node 24, on ARM, with a log that ends, and stays when the stack is destroyed", () => {
    synthesis.template.hasResourceProperties("AWS::Lambda::Function", {
      Runtime: "nodejs24.x",
      Architectures: ["arm64"],
      LoggingConfig: { LogGroup: Match.anyValue() },
    });
    synthesis.template.allResources("AWS::Logs::LogGroup", {
      DeletionPolicy: "Retain",
      Properties: { RetentionInDays: 90 },
    });
  });

  it.each(["ai", "defense", "us-storage-imports"])("recomputes %s on a schedule of its own", (sector) => {
    synthesis.template.hasResourceProperties("AWS::Scheduler::Schedule", {
      ScheduleExpression: "cron(0 6 * * ? *)",
      ScheduleExpressionTimezone: "UTC",
      Target: Match.objectLike({
        Input: JSON.stringify({ sector }),
        DeadLetterConfig: Match.anyValue(),
        RetryPolicy: { MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 7200 },
      }),
    });
  });

  it("sends a digest every week, and lets the watchdog look every quarter of an hour", () => {
    for (const ScheduleExpression of ["cron(0 7 ? * MON *)", "rate(15 minutes)"]) {
      synthesis.template.hasResourceProperties("AWS::Scheduler::Schedule", {
        ScheduleExpression,
        Target: Match.objectLike({ Input: "{}", DeadLetterConfig: Match.anyValue() }),
      });
    }
  });

  it("sends a test to operators every month only where that is chosen", () => {
    const monthly = {
      ScheduleExpression: "cron(0 9 1 * ? *)",
      Target: Match.objectLike({ Input: JSON.stringify({ test: "operations", monthly: true }) }),
    };
    synthesis.template.resourcePropertiesCountIs("AWS::Scheduler::Schedule", monthly, 0);
    const chosen = synthesize({ email: "all@example.com", testNotification: "monthly" });
    chosen.template.resourcePropertiesCountIs("AWS::Scheduler::Schedule", monthly, 1);
    chosen.remove();
  });

  it("lets the watchdog read the subscriptions of its two topics, and of no other", () => {
    const statements = Object.entries(synthesis.template.findResources("AWS::IAM::ManagedPolicy"))
      .filter(([id]) => id.startsWith("Watchdog"))
      .flatMap(
        ([, { Properties }]) =>
          Properties.PolicyDocument.Statement as { Action: unknown; Resource: unknown }[],
      )
      .filter(({ Action }) => [Action].flat().includes("sns:GetSubscriptionAttributes"));
    const resources = statements.flatMap(({ Resource }) => [Resource].flat() as { Ref?: string }[]);
    expect(resources.map(({ Ref = "none" }) => Ref.replace(/[0-9A-F]{8}$/, ""))).toEqual([
      "AlertsTopic",
      "OperationsTopic",
    ]);
  });

  it("tells the watchdog whom it deployed, and when a sector is stale", () => {
    synthesis.template.hasResourceProperties("AWS::Lambda::Function", {
      Environment: {
        Variables: Match.objectLike({
          SUBSCRIBERS: "email=ai@example.com email=all@example.com",
          OPERATORS: "ops@example.com",
          STALE_AFTER_DAYS: "2",
          HISTORY_DAYS: "1096",
        }),
      },
    });
  });

  it("tells those that send e-mails where the report pages lie", () => {
    const pages = { REPORTS_BUCKET: { Ref: Match.stringLikeRegexp("^Reports") } };
    for (const told of [{ REPORT_FUNCTION: Match.anyValue() }, { ASSESSMENTS_TABLE: Match.anyValue() }]) {
      synthesis.template.hasResourceProperties("AWS::Lambda::Function", {
        Environment: {
          Variables: Match.objectLike({ ...pages, ...told, ALERT_TOPIC_ARN: Match.anyValue() }),
        },
      });
    }
    const functions = Object.values(synthesis.template.findResources("AWS::Lambda::Function"));
    const named = functions.filter(({ Properties }) => "REPORTS_BUCKET" in Properties.Environment.Variables);
    expect(named.map(({ Properties }) => Properties.Description).sort()).toEqual([
      "Recomputes supplier concentration and publishes what crossed a limit",
      "Sends one calm message about how every sector stands",
      "Writes the report page of a sector",
    ]);
  });

  it("tells its operators on a topic of their own", () => {
    synthesis.template.hasResourceProperties("AWS::SNS::Subscription", {
      Protocol: "email",
      Endpoint: "ops@example.com",
      FilterPolicy: Match.absent(),
    });
  });

  it("lets assessments and history go after their time, and nothing else", () => {
    const tables = Object.values(synthesis.template.findResources("AWS::DynamoDB::Table"));
    const expiring = tables.flatMap(({ Properties }) => Properties.TimeToLiveSpecification ?? []);
    expect(expiring).toEqual([{ AttributeName: "expiresAt", Enabled: true }]);
  });

  it("keeps what could not be started apart from what failed", () => {
    const { template } = synthesis;
    const schedules = Object.values(template.findResources("AWS::Scheduler::Schedule"));
    const invocations = Object.values(template.findResources("AWS::Lambda::EventInvokeConfig"));
    const notStarted = schedules.map(({ Properties }) => Properties.Target.DeadLetterConfig.Arn);
    const failed = invocations.map(({ Properties }) => Properties.DestinationConfig.OnFailure.Destination);
    const names = (arns: unknown[]) => new Set(arns.map((arn) => JSON.stringify(arn)));
    expect(names(notStarted).intersection(names(failed))).toEqual(new Set());
    template.allResourcesProperties("AWS::SQS::Queue", { MessageRetentionPeriod: 14 * 24 * 60 * 60 });
  });

  it("keeps what fails after its retries", () => {
    synthesis.template.hasResourceProperties("AWS::Lambda::EventInvokeConfig", {
      MaximumRetryAttempts: 2,
      DestinationConfig: { OnFailure: { Destination: Match.anyValue() } },
    });
  });

  it("allows no wildcard action, and no resource but named ones", () => {
    const policies = Object.values(synthesis.template.findResources("AWS::IAM::ManagedPolicy"));
    const statements = policies.flatMap((policy) => statementsOf(policy.Properties.PolicyDocument));
    expect(statements.length).toBeGreaterThan(20);
    for (const { Action, Resource } of statements) {
      expect([Action].flat().filter((action) => String(action).includes("*"))).toEqual([]);
      const named = JSON.stringify(Resource).replaceAll(FILES_BY_PREFIX, "");
      expect(named).not.toContain("*");
    }
  });

  it("gives each role its own policy and nothing inline, nothing of AWS's", () => {
    synthesis.template.resourceCountIs("AWS::IAM::Policy", 0);
    for (const { Properties } of Object.values(synthesis.template.findResources("AWS::IAM::Role"))) {
      expect(Properties.Policies).toBeUndefined();
      expect(Properties.ManagedPolicyArns).toEqual([{ Ref: expect.any(String) }]);
    }
  });

  it("tells the command line everything that it needs", () => {
    const outputs = Object.keys(synthesis.template.findOutputs("*")).sort();
    const expected = [
      ...Object.values(tables).map(({ output }) => output),
      alertTopic.output,
      operationsTopic.output,
      eventBus.output,
      undeliveredQueue.output,
      importBucket.output,
      reportsBucket.output,
      eventLogBucket.output,
      shardsRead.output,
      shardsWritten.output,
      "Policies",
      policyFolderOutput,
      ...Object.values(functionOutputs),
    ];
    expect(outputs).toEqual(expected.sort());
  });

  it("lets its tables, files and logs go in the stage dev", () => {
    const disposable = synthesize({ email: "all@example.com", stage: "dev" });
    disposable.template.allResources("AWS::DynamoDB::Table", {
      DeletionPolicy: "Delete",
      Properties: { DeletionProtectionEnabled: false },
    });
    disposable.template.allResources("AWS::S3::Bucket", { DeletionPolicy: "Delete" });
    disposable.template.allResources("AWS::Logs::LogGroup", { DeletionPolicy: "Delete" });
    disposable.remove();
  });

  it("comes out the same from two synths", () => {
    const again = synthesize(CONTEXT);
    const read = (folder: string) => readFileSync(join(folder, "Chokepoint.template.json"), "utf8");
    expect(read(again.folder)).toBe(read(synthesis.folder));
    again.remove();
  });
});

// Objects, and executions of a state machine, can be named by their prefix only.
const FILES_BY_PREFIX =
  /"\/(positions|suppliers|links|holdings|usitc|census|comext|comtrade|usaspending|map|rejects|folds|reports|events|index)\/\*"|:execution:Chokepoint_parts\/\*"/g;

interface Statement {
  Action: unknown;
  Resource: unknown;
}

function statementsOf(document: { Statement: Statement[] }): Statement[] {
  return document.Statement;
}
