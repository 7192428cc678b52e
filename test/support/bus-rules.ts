import type { BusEnvelope } from "../../cli/cloud/embedded-bus.ts";
import type { Integration } from "./integrations.ts";

/** How a rule turns an event into what its target gets: as CloudFormation has it. */
export interface InputTransformer {
  InputPathsMap: Record<string, string>;
  InputTemplate: string;
}

/** Whether an event matches a pattern in which each field lists the values that it may have. */
export function matches(pattern: unknown, event: unknown): boolean {
  if (Array.isArray(pattern)) return pattern.includes(event);
  if (typeof pattern !== "object" || pattern === null)
    throw new Error(`no pattern: ${JSON.stringify(pattern)}`);
  if (typeof event !== "object" || event === null) return false;
  return Object.entries(pattern).every(([field, one]) =>
    matches(one, (event as Record<string, unknown>)[field]),
  );
}

/**
 * What a target gets. Within the quotes of a text, a variable is put there as it is, so that a quote in its value would end the text.
 * Without quotes it stands for its JSON. @throws SyntaxError where the result is no JSON.
 */
export function transformed({ InputPathsMap, InputTemplate }: InputTransformer, event: BusEnvelope): unknown {
  const filled = InputTemplate.replaceAll(
    /([:,[])?<([\w-]+)>/g,
    (_whole, before: string | undefined, name: string) => {
      const path = InputPathsMap[name];
      if (path === undefined) throw new Error(`no path for <${name}>`);
      const found = valueAt(event, path);
      return before === undefined && typeof found === "string"
        ? found
        : `${before ?? ""}${JSON.stringify(found)}`;
    },
  );
  return JSON.parse(filled);
}

function valueAt(event: unknown, path: string): unknown {
  const value = path
    .replace(/^\$\.?/, "")
    .split(".")
    .filter((part) => part !== "")
    .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], event);
  if (value === undefined) throw new Error(`nothing at ${path}`);
  return value;
}

const DAYS_14 = 14 * 24 * 60 * 60;
const HOURS_24 = 24 * 60 * 60;
// As often as EventBridge tries in 24 hours.
const MOST_RETRIES = 185;

/** A CloudFormation template that connects a tool to the bus. */
export function templateOf({ title, url, authorization, secrets, perSecond, rules }: Integration): object {
  const queueArn = { "Fn::GetAtt": ["Undelivered", "Arn"] };
  const ruleArns = Object.keys(rules).map((name) => ({ "Fn::GetAtt": [name, "Arn"] }));
  return {
    AWSTemplateFormatVersion: "2010-09-09",
    Description: `Chokepoint: changes of alerts to ${title}`,
    Parameters: {
      EventsBus: {
        Type: "String",
        Default: "Chokepoint-alerts",
        Description: "The output EventsBus of Chokepoint",
      },
      ...(url === null
        ? { Url: { Type: "String", NoEcho: true, Description: "Where messages are sent, with https" } }
        : {}),
      ...Object.fromEntries(
        Object.entries(secrets).map(([name, Description]) => [
          name,
          { Type: "String", NoEcho: true, Description },
        ]),
      ),
    },
    Resources: {
      Undelivered: {
        Type: "AWS::SQS::Queue",
        Properties: { MessageRetentionPeriod: DAYS_14, SqsManagedSseEnabled: true },
      },
      UndeliveredPolicy: {
        Type: "AWS::SQS::QueuePolicy",
        Properties: {
          Queues: [{ Ref: "Undelivered" }],
          PolicyDocument: {
            Version: "2012-10-17",
            Statement: [
              {
                Effect: "Allow",
                Principal: { Service: "events.amazonaws.com" },
                Action: "sqs:SendMessage",
                Resource: queueArn,
                Condition: { ArnEquals: { "aws:SourceArn": ruleArns } },
              },
            ],
          },
        },
      },
      Connection: { Type: "AWS::Events::Connection", Properties: authorization },
      Destination: {
        Type: "AWS::Events::ApiDestination",
        Properties: {
          ConnectionArn: { "Fn::GetAtt": ["Connection", "Arn"] },
          HttpMethod: "POST",
          InvocationEndpoint: url ?? { Ref: "Url" },
          InvocationRateLimitPerSecond: perSecond,
        },
      },
      Role: {
        Type: "AWS::IAM::Role",
        Properties: {
          AssumeRolePolicyDocument: {
            Version: "2012-10-17",
            Statement: [
              { Effect: "Allow", Principal: { Service: "events.amazonaws.com" }, Action: "sts:AssumeRole" },
            ],
          },
          Policies: [
            {
              PolicyName: "send",
              PolicyDocument: {
                Version: "2012-10-17",
                Statement: [
                  {
                    Effect: "Allow",
                    Action: "events:InvokeApiDestination",
                    Resource: { "Fn::GetAtt": ["Destination", "Arn"] },
                  },
                ],
              },
            },
          ],
        },
      },
      ...Object.fromEntries(Object.entries(rules).map(([name, rule]) => [name, ruleOf(rule, queueArn)])),
    },
  };
}

function ruleOf({ pattern, paths, message }: Integration["rules"][string], queueArn: object): object {
  const transformer: InputTransformer = { InputPathsMap: paths, InputTemplate: JSON.stringify(message) };
  return {
    Type: "AWS::Events::Rule",
    Properties: {
      EventBusName: { Ref: "EventsBus" },
      EventPattern: pattern,
      Targets: [
        {
          Id: "Destination",
          Arn: { "Fn::GetAtt": ["Destination", "Arn"] },
          RoleArn: { "Fn::GetAtt": ["Role", "Arn"] },
          InputTransformer: transformer,
          RetryPolicy: { MaximumEventAgeInSeconds: HOURS_24, MaximumRetryAttempts: MOST_RETRIES },
          DeadLetterConfig: { Arn: queueArn },
        },
      ],
    },
  };
}
