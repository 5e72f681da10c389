#compdef p1s
# Completion of p1s in zsh. For this shell:  source <(p1s completion zsh)
# For every shell:  p1s completion zsh > a folder of $fpath, as _p1s
_p1s() {
  local line="${(j: :)words[2,CURRENT]}" word="${words[CURRENT]}"
  local -a found=("${(@f)$("${words[1]}" "[suggest:${#line}]" "$line" 2>/dev/null)}")
  # Options only where one is begun; where nothing is left, file names.
  [[ $word == -* ]] || found=("${(@)found:#[-/]*}")
  found=("${(@M)found:#${word}*}")
  if (( ${#found} )); then compadd -a found; else _files; fi
}
# As a file of $fpath it is read when it is first asked.
if [[ ${funcstack[1]} == _p1s ]]; then _p1s "$@"; else compdef _p1s p1s; fi
