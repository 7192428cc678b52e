import type { Command } from "commander";
import { type FileImport, type NativeKind, nativeImport } from "../../functions/import/tables/formats.ts";
import { fileFacts } from "../../shared/imports/file-kind.ts";
import { addFileCommand, addReplace, type ImportFlags } from "./file-import.ts";
import { addLayout, type LayoutFlags, layoutOf } from "./layout-flags.ts";

type NativeFlags = ImportFlags & LayoutFlags;

/** Adds the command that imports files of a kind, whose columns have our names. */
export function addImportNative(
  parent: Command,
  kind: NativeKind,
  importWith: (files: string[], options: ImportFlags, importOne: FileImport) => Promise<void>,
): void {
  const native = addLayout(addFileCommand(parent, kind, `${kind}: .csv, .tsv, the same as .gz, or .xlsx`));
  if (fileFacts[kind].hasSource) addReplace(native);
  native.action((files: string[], options: NativeFlags) =>
    importWith(
      files,
      options,
      nativeImport(kind, { layout: layoutOf(options), mostBytes: Number.POSITIVE_INFINITY }),
    ),
  );
}
