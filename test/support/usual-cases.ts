import fc from "fast-check";
import { cases } from "./cases.ts";

// What tests try of their random cases unless they say otherwise: fast-check's own hundred, in full.
fc.configureGlobal(cases(100));
