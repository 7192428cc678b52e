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
 * A role that allows exactly what it is given. What other constructs would add to it later is left out. Its
 * permissions are in a policy of their own, which is created before the role.
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

/** Reading data that a service encrypts with a key. */
export function decrypting(key: IKey, service: KeyedService): Permission {
  return { actions: ["kms:Decrypt", "kms:DescribeKey"], resource: key.keyArn, conditions: via(key, service) };
}

/** Reading and writing data that a service encrypts with a key. */
export function encrypting(key: IKey, service: KeyedService): Permission {
  const writes = ["kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:ReEncryptTo"];
  const { actions, ...permission } = decrypting(key, service);
  return { actions: [...actions, ...writes], ...permission };
}

/** Sending a message to a service that encrypts it with a key. */
export function sealing(key: IKey, service: KeyedService): Permission {
  return {
    actions: ["kms:Decrypt", "kms:GenerateDataKey"],
    resource: key.keyArn,
    conditions: via(key, service),
  };
}

type KeyedService = "dynamodb" | "sns" | "sqs" | "s3";

/** The key can be used only through the service. Nobody calls the key itself. */
function via(key: IKey, service: KeyedService): NonNullable<Permission["conditions"]> {
  const { region, urlSuffix } = key.stack;
  return { StringEquals: { "kms:ViaService": `${service}.${region}.${urlSuffix}` } };
}
