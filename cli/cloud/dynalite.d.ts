declare module "dynalite" {
  import type { Server } from "node:http";

  export interface DynaliteOptions {
    /** Where to keep the data; in memory without it. */
    path?: string;
    /** How long a table takes to become active once it is created or updated, in milliseconds: 500 unless given. */
    createTableMs?: number;
    updateTableMs?: number;
  }

  /** An HTTP server that speaks DynamoDB. */
  export default function dynalite(options?: DynaliteOptions): Server;
}
