/** The shells that can complete commands of Chokepoint. */
export const shells = ["bash", "zsh", "fish"] as const;
export type Shell = (typeof shells)[number];

/**
 * What a shell runs once to complete the words of `chokepoint`: it asks the program at `file` for them. Where the shell knows no
 * command of that name, it makes one that starts this program.
 */
export function completionScript(shell: Shell, file: string): string {
  // All three shells read a quote within quotes so.
  return scripts[shell](`node '${file.replaceAll("'", "'\\''")}'`);
}

const scripts: Record<Shell, (run: string) => string> = { bash, zsh, fish };

// With "-o default" bash itself completes files where nothing else is offered.
function bash(run: string): string {
  return `type chokepoint >/dev/null 2>&1 || chokepoint() { ${run} "$@"; }

_chokepoint() {
  local line
  COMPREPLY=()
  while IFS= read -r line; do
    case $line in
      :files) ;;
      *:$'\\t'*) compopt -o nospace 2>/dev/null; COMPREPLY+=("\${line%%$'\\t'*}") ;;
      *) COMPREPLY+=("\${line%%$'\\t'*}") ;;
    esac
  done < <(${run} __complete "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o bashdefault -o default -F _chokepoint chokepoint
`;
}

function zsh(run: string): string {
  return `#compdef chokepoint
whence chokepoint >/dev/null || chokepoint() { ${run} "$@"; }

_chokepoint() {
  local line
  local -a found kinds
  while IFS= read -r line; do
    case $line in
      :files) _files; return ;;
      *:$'\\t'*) kinds+=("\${line%%$'\\t'*}") ;;
      *) found+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}") ;;
    esac
  done < <(${run} __complete "\${(@)words[2,CURRENT]}" 2>/dev/null)
  (( \${#kinds} )) && compadd -S '' -a kinds
  (( \${#found} )) && _describe chokepoint found
}
if [[ $funcstack[1] == _chokepoint ]]; then _chokepoint "$@"; else compdef _chokepoint chokepoint; fi
`;
}

function fish(run: string): string {
  return `type -q chokepoint; or function chokepoint
  ${run} $argv
end

function __chokepoint_complete
  set -l before (commandline -opc)
  set -l found (${run} __complete $before[2..-1] (commandline -ct) 2>/dev/null)
  if test "$found" = ":files"
    __fish_complete_path (commandline -ct)
  else
    string join \\n -- $found
  end
end
complete -c chokepoint -f -a '(__chokepoint_complete)'
`;
}
