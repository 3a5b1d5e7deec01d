namespace VisEval.Cli.Completing;

/// <summary>What makes a shell ask the program for the words that may follow.</summary>
/// <param name="Shell">The shell, as it is named on the command line.</param>
/// <param name="Use">How it is switched on, in one sentence.</param>
/// <param name="Text">The script.</param>
/// <remarks>The program answers <c>viseval [suggest:POSITION] LINE</c> with a word a line (System.CommandLine); the scripts keep those
/// that begin with what is written.</remarks>
internal sealed record CompletionScript(string Shell, string Use, string Text)
{
    /// <summary>Every script.</summary>
    public static IReadOnlyList<CompletionScript> All { get; } =
    [
        new("bash", "In ~/.bashrc: source <(viseval completion bash)", """
            # Completion of viseval for bash: source <(viseval completion bash)
            _viseval() {
                local line="${COMP_LINE:0:COMP_POINT}" word="${COMP_WORDS[COMP_CWORD]}" found
                line="${line#"${COMP_WORDS[0]}"}"
                local current="${line##*[[:space:]]}"
                if [[ $current == --*=* ]]; then
                    line="${line%"$current"}${current/=/ }"
                    current="${current#*=}"
                fi
                # A colon or equals sign before the cursor is a word to bash, and stays.
                if [[ $word == [:=] ]]; then word=; fi
                # What bash takes for words of their own, as before a colon, is written already.
                local before="${current%"$word"}"
                COMPREPLY=()
                while IFS= read -r found; do
                    if [[ -z $current && $found == [-/]* ]]; then continue; fi
                    # Where there is nothing to offer an empty line comes, and bash is to list files.
                    if [[ -n $found && $found == "$current"* ]]; then COMPREPLY+=("${found#"$before"}"); fi
                    # Behind the name of an option comes its value.
                    if [[ $found == *= ]]; then compopt -o nospace 2>/dev/null; fi
                done < <("$1" "[suggest:${#line}]" "$line" 2>/dev/null)
            }
            complete -o default -o bashdefault -F _viseval viseval
            """),
        new("zsh", "In ~/.zshrc, after compinit: source <(viseval completion zsh)", """
            #compdef viseval
            # Completion of viseval for zsh: source <(viseval completion zsh)
            _viseval() {
                local line=" ${(j: :)words[2,CURRENT]}" found
                local -a matching
                for found in "${(@f)$("${words[1]}" "[suggest:${#line}]" "$line" 2>/dev/null)}"; do
                    if [[ -z ${words[CURRENT]} && $found == [-/]* ]]; then continue; fi
                    if [[ -n $found && $found == "${words[CURRENT]}"* ]]; then matching+=("$found"); fi
                done
                if (( ${#matching} )); then compadd -- "${matching[@]}"; else _files; fi
            }
            compdef _viseval viseval
            """),
        new("pwsh", "In $PROFILE: viseval completion pwsh | Out-String | Invoke-Expression", """
            # Completion of viseval for PowerShell: viseval completion pwsh | Out-String | Invoke-Expression
            Register-ArgumentCompleter -Native -CommandName viseval -ScriptBlock {
                param($word, $ast, $cursor)
                $program = $ast.CommandElements[0].Extent.Text
                $length = $cursor - $ast.Extent.StartOffset
                $line = $ast.Extent.Text.PadRight($length).Substring(0, $length).Substring($program.Length)
                & $program "[suggest:$($line.Length)]" $line 2>$null |
                    Where-Object { $_ -and $_.StartsWith($word) -and ($word -or $_ -notmatch '^[-/]') } |
                    ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
            }
            """),
    ];
}
