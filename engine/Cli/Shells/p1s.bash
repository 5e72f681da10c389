# Completion of p1s in bash. For this shell:  source <(p1s completion bash)
# For every shell:  p1s completion bash > ~/.local/share/bash-completion/completions/p1s
_p1s() {
  local word=${COMP_WORDS[COMP_CWORD]} line=${COMP_LINE#"${COMP_WORDS[0]}"} found
  line=${line# }
  local at=$((COMP_POINT - ${#COMP_WORDS[0]} - 1))
  found=$("${COMP_WORDS[0]}" "[suggest:$((at < 0 ? 0 : at))]" "$line" 2>/dev/null)
  # Options only where one is begun; where nothing is left, bash completes file names.
  [[ $word == -* ]] || found=$(grep -v '^[-/]' <<<"$found")
  mapfile -t COMPREPLY < <(compgen -W "$found" -- "$word")
}
complete -o default -F _p1s p1s
