import { type IPrincipal, ManagedPolicy, PolicyStatement, Role } from "aws-cdk-lib/aws-iam";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { Construct } from "constructs";

/** Calls that may be made on one resource. */
export interface Permission {
  actions: string[];
  resource: string;
  conditions?: Record<string, Record<string, string | string[]>>;
}

export interface RestrictedRoleProps {
  assumedBy: IPrincipal;
  allows: Permission[];
}

/**
 * A role that allows what it is told to and nothing else, now and later: what other constructs would add to it is
 * left out. Its permissions stand in a policy of their own, which exists before the role does.
 */
export class RestrictedRole extends Construct {
  /** The role, closed to further permissions. */
  readonly role: ReturnType<Role["withoutPolicyUpdates"]>;

  constructor(scope: Construct, id: string, { assumedBy, allows }: RestrictedRoleProps) {
    super(scope, id);
    const statements = allows.map(({ actions, resource, conditions }) => {
      return new PolicyStatement({ actions, resources: [resource], ...(conditions && { conditions }) });
    });
    const policy = new ManagedPolicy(this, "Policy", { statements });
    this.role = new Role(this, "Role", { assumedBy, managedPolicies: [policy] }).withoutPolicyUpdates();
  }
}

/** Reading what a service keeps under a key. */
export function decrypting(key: IKey, service: KeyedService): Permission {
  return { actions: ["kms:Decrypt", "kms:DescribeKey"], resource: key.keyArn, conditions: via(key, service) };
}

/** Reading and writing what a service keeps under a key. */
export function encrypting(key: IKey, service: KeyedService): Permission {
  const writes = ["kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:ReEncryptTo"];
  const { actions, ...permission } = decrypting(key, service);
  return { actions: [...actions, ...writes], ...permission };
}

/** Handing a message to a service that keeps it under a key. */
export function sealing(key: IKey, service: KeyedService): Permission {
  return {
    actions: ["kms:Decrypt", "kms:GenerateDataKey"],
    resource: key.keyArn,
    conditions: via(key, service),
  };
}

type KeyedService = "dynamodb" | "sns" | "sqs" | "s3";

/** Only in the hands of the service: nobody calls the key itself. */
function via(key: IKey, service: KeyedService): NonNullable<Permission["conditions"]> {
  const { region, urlSuffix } = key.stack;
  return { StringEquals: { "kms:ViaService": `${service}.${region}.${urlSuffix}` } };
}
