/** The parts of a CloudFormation template that the picture needs. */
export interface Template {
  Resources: Record<string, Resource>;
}

interface Resource {
  Type: string;
  Properties?: Record<string, unknown>;
}

/** How the picture draws each type of resource. */
const RESOURCE_KINDS = {
  "AWS::S3::Bucket": "bucket",
  "AWS::DynamoDB::Table": "table",
  "AWS::Lambda::Function": "function",
  "AWS::Scheduler::Schedule": "schedule",
  "AWS::SNS::Topic": "topic",
  "AWS::Events::EventBus": "bus",
  "AWS::SNS::Subscription": "subscription",
  "AWS::SQS::Queue": "queue",
  "AWS::StepFunctions::StateMachine": "machine",
  "AWS::CloudWatch::Alarm": "alarm",
} as const;

export type ResourceKind = (typeof RESOURCE_KINDS)[keyof typeof RESOURCE_KINDS];

/** Types of resources that become arrows. */
const READ = ["AWS::Events::Rule", "AWS::IAM::Role", "AWS::IAM::ManagedPolicy"];

/** Types that are not drawn, because they repeat others or every resource has them. */
const LEFT_OUT = [
  "AWS::KMS::Key",
  "AWS::Logs::LogGroup",
  "AWS::CloudWatch::Dashboard",
  "AWS::Lambda::EventInvokeConfig",
  "AWS::Lambda::Permission",
  "AWS::S3::BucketPolicy",
  "AWS::SNS::TopicPolicy",
  "AWS::SQS::QueuePolicy",
];

/** How a resource is drawn; `null` when it is not. @throws Error for a type that is in none of these tables. */
function resourceKind({ Type }: Resource): ResourceKind | null {
  if (Type in RESOURCE_KINDS) return RESOURCE_KINDS[Type as keyof typeof RESOURCE_KINDS];
  if (READ.includes(Type) || LEFT_OUT.includes(Type)) return null;
  throw new Error(`${Type}: say in infra/picture/template.ts whether the picture of the stack draws it`);
}

/** The same by logical id; `null` for an id that is not a resource of the template. */
export function kindOfId(template: Template, logicalId: string): ResourceKind | null {
  const resource = template.Resources[logicalId];
  return resource === undefined ? null : resourceKind(resource);
}

/** The resources of a type, each with its logical id. */
export function resourcesOf(template: Template, type: string): [string, Record<string, unknown>][] {
  return Object.entries(template.Resources)
    .filter(([, resource]) => resource.Type === type)
    .map(([id, { Properties = {} }]) => [id, Properties]);
}

/** The logical ids of the resources that a value refers to, at any depth. */
export function referredIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  const { Ref: ref, "Fn::GetAtt": attribute } = value as { Ref?: unknown; "Fn::GetAtt"?: unknown };
  if (typeof ref === "string") return [ref];
  if (Array.isArray(attribute)) return [String(attribute[0])];
  return [...new Set(Object.values(value).flatMap(referredIn))];
}

/** The name of a construct in the code: `positions` for `SupplyPositionsTable4996BED5`. */
export function resourceName(logicalId: string): string {
  const name = logicalId.replace(
    /^(?:Supply)?(.+?)(?:Function)?(?:Handler|Table|Topic|Bus|Bucket|Queue)?[0-9A-F]{8}$/,
    "$1",
  );
  return name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
}
