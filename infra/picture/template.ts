/** A CloudFormation template, as far as the picture reads it. */
export interface Template {
  Resources: Record<string, Resource>;
}

interface Resource {
  Type: string;
  Properties?: Record<string, unknown>;
}

/** What the picture draws, by the type of resource. */
const KINDS = {
  "AWS::S3::Bucket": "bucket",
  "AWS::DynamoDB::Table": "table",
  "AWS::Lambda::Function": "function",
  "AWS::Scheduler::Schedule": "schedule",
  "AWS::SNS::Topic": "topic",
  "AWS::SNS::Subscription": "subscription",
  "AWS::SQS::Queue": "queue",
  "AWS::CloudWatch::Alarm": "alarm",
} as const;

export type Kind = (typeof KINDS)[keyof typeof KINDS];

/** What arrows are made of. */
const READ = ["AWS::Events::Rule", "AWS::IAM::Role", "AWS::IAM::ManagedPolicy"];

/** What would only repeat what is drawn, or is there for all alike. */
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

/** What a resource is drawn as, or `null` when it is not. @throws Error for a type that nobody has decided about. */
function kindOf({ Type }: Resource): Kind | null {
  if (Type in KINDS) return KINDS[Type as keyof typeof KINDS];
  if (READ.includes(Type) || LEFT_OUT.includes(Type)) return null;
  throw new Error(`${Type}: say in infra/picture/template.ts whether the picture of the stack draws it`);
}

/** The same by logical id; `null` for what is no resource of the template. */
export function kindOfId(template: Template, logicalId: string): Kind | null {
  const resource = template.Resources[logicalId];
  return resource === undefined ? null : kindOf(resource);
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

/** What a construct is called in the code: `SupplyPositionsTable4996BED5` is `positions`. */
export function nameOf(logicalId: string): string {
  const name = logicalId.replace(
    /^(?:Supply)?(.+?)(?:Function)?(?:Handler|Table|Topic|Bucket|Queue)?[0-9A-F]{8}$/,
    "$1",
  );
  return name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
}
