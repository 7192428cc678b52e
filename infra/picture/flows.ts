import { kindOfId, referredIn, resourcesOf, type Template } from "./template.ts";

/** An arrow between two resources, by their logical ids: what starts what, where data goes, where failures go. */
export interface ResourceFlow {
  from: string;
  to: string;
  is: "start" | "data" | "failure";
}

interface Statement {
  Action: string | string[];
  Resource: unknown;
}

/**
 * What an action on a resource means for the picture: the function gets data from it, sends data to it, or
 * starts it.
 */
const ACTIONS: Record<string, "read" | "write" | "start" | "failure"> = {
  "dynamodb:BatchGetItem": "read",
  "dynamodb:DescribeTable": "read",
  "dynamodb:GetItem": "read",
  "dynamodb:Query": "read",
  "dynamodb:Scan": "read",
  "dynamodb:BatchWriteItem": "write",
  "dynamodb:DeleteItem": "write",
  "dynamodb:PutItem": "write",
  "dynamodb:UpdateItem": "write",
  "s3:GetObject": "read",
  "s3:ListBucket": "read",
  "s3:DeleteObject": "write",
  "s3:PutObject": "write",
  "sns:GetSubscriptionAttributes": "read",
  "sns:ListSubscriptionsByTopic": "read",
  "sns:Publish": "write",
  "events:PutEvents": "write",
  "sqs:SendMessage": "failure",
  "lambda:InvokeFunction": "start",
  "states:StartExecution": "start",
};

/** All arrows of the picture, from the template. @throws Error for an action that is not in the table above. */
export function flowsOf(template: Template): ResourceFlow[] {
  const flows = [
    ...resourcesOf(template, "AWS::Scheduler::Schedule").flatMap(([id, { Target }]) => startsOf(id, Target)),
    ...resourcesOf(template, "AWS::Events::Rule").flatMap(([, { EventPattern, Targets }]) =>
      referredIn(EventPattern).flatMap((source) => startsOf(source, (Targets as unknown[])[0])),
    ),
    ...resourcesOf(template, "AWS::Lambda::Function").flatMap(([id, { Role }]) =>
      statementsOf(template, Role).flatMap((statement) => flowsOfPermission(template, id, statement)),
    ),
    ...resourcesOf(template, "AWS::StepFunctions::StateMachine").flatMap(([from, { DefinitionString }]) =>
      referredIn(DefinitionString).map((to): ResourceFlow => ({ from, to, is: "start" })),
    ),
    ...resourcesOf(template, "AWS::SNS::Subscription").flatMap(
      ([id, { TopicArn, RedrivePolicy }]): ResourceFlow[] => [
        ...referredIn(TopicArn).map((from): ResourceFlow => ({ from, to: id, is: "data" })),
        ...referredIn(RedrivePolicy).map((to): ResourceFlow => ({ from: id, to, is: "failure" })),
      ],
    ),
    ...resourcesOf(template, "AWS::Events::EventBus").flatMap(([from, { DeadLetterConfig }]) =>
      referredIn(DeadLetterConfig).map((to): ResourceFlow => ({ from, to, is: "failure" })),
    ),
    ...resourcesOf(template, "AWS::CloudWatch::Alarm").flatMap(([id, { AlarmActions }]) =>
      referredIn(AlarmActions).map((to): ResourceFlow => ({ from: id, to, is: "failure" })),
    ),
    ...resourcesOf(template, "AWS::CloudWatch::Alarm").flatMap(([id, { Dimensions, Metrics }]) =>
      referredIn([Dimensions, Metrics]).map((from): ResourceFlow => ({ from, to: id, is: "failure" })),
    ),
  ];
  return flows.filter(({ from, to }) => [from, to].every((id) => kindOfId(template, id) !== null));
}

function startsOf(from: string, target: unknown): ResourceFlow[] {
  const { Arn, DeadLetterConfig } = target as { Arn: unknown; DeadLetterConfig?: unknown };
  return [
    ...referredIn(Arn).map((to): ResourceFlow => ({ from, to, is: "start" })),
    ...referredIn(DeadLetterConfig).map((to): ResourceFlow => ({ from, to, is: "failure" })),
  ];
}

/** What the role of a function allows. */
function statementsOf(template: Template, role: unknown): Statement[] {
  const policies = referredIn(role).flatMap((id) =>
    referredIn(template.Resources[id]?.Properties?.ManagedPolicyArns),
  );
  return policies.flatMap((id) => {
    const document = template.Resources[id]?.Properties?.PolicyDocument as { Statement: Statement[] };
    return document.Statement;
  });
}

function flowsOfPermission(
  template: Template,
  user: string,
  { Action, Resource }: Statement,
): ResourceFlow[] {
  const used = [...referredIn(Resource), ...machinesNamedIn(template, Resource)];
  const drawn = used.filter((id) => kindOfId(template, id) !== null);
  return drawn.flatMap((id) => [Action].flat().map((action) => flowOf(action, user, id)));
}

/** The state machines whose ARN is put together from their name. */
function machinesNamedIn(template: Template, resource: unknown): string[] {
  const text = JSON.stringify(resource);
  return resourcesOf(template, "AWS::StepFunctions::StateMachine").flatMap(([id, { StateMachineName }]) =>
    text.includes(`:stateMachine:${StateMachineName}`) ? [id] : [],
  );
}

function flowOf(action: string, user: string, used: string): ResourceFlow {
  const meaning = ACTIONS[action];
  if (meaning === undefined) throw new Error(`${action}: say in infra/picture/flows.ts what it does`);
  if (meaning === "read") return { from: used, to: user, is: "data" };
  return { from: user, to: used, is: meaning === "write" ? "data" : meaning };
}
