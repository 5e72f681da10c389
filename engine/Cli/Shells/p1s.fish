# Completion of p1s in fish. For this shell:  p1s completion fish | source
# For every shell:  p1s completion fish > ~/.config/fish/completions/p1s.fish
function __p1s_complete
    set -l line (commandline -cp | string replace -r '^\S+\s?' '')
    set -l word (commandline -ct)
    # Options only where one is begun; fish adds file names itself.
    for found in (p1s "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null)
        if string match -q -- '-*' $word; or not string match -qr -- '^[-/]' $found
            echo $found
        end
    end
end
complete -c p1s -a '(__p1s_complete)'
