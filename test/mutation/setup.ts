import fc from "fast-check";
import { cases } from "../support/cases.ts";

// The same cases for each mutant; the first that fails is enough.
fc.configureGlobal({ ...cases(100), seed: 20_260_731, endOnFailure: true });
