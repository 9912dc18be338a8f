using System.CommandLine;
using IdentitySdk.Cli.Commands;
using IdentitySdk.Cli.Hosting;

namespace IdentitySdk.Cli.Reference;

/// <summary><c>idsdk completion</c>: a script that calls the tool for completions, so that it is always up to date.</summary>
internal sealed class CompletionCommand : Command, IDescribedCommand
{
    private const string Bash = """
        _idsdk() {
          local line="${COMP_LINE:0:$COMP_POINT}"
          local rest="${line#* }"
          local word="${rest##* }"
          local IFS=$'\n'
          COMPREPLY=($(compgen -W "$(idsdk "[suggest:${#rest}]" "$rest" 2>/dev/null)" -- "$word"))
          if [[ "$word" == *:* ]]; then
            COMPREPLY=("${COMPREPLY[@]#"${word%:*}":}")
          fi
        }
        complete -o default -F _idsdk idsdk
        """;

    private const string Zsh = """
        #compdef idsdk
        _idsdk() {
          local line="${BUFFER[1,$CURSOR]}"
          local rest="${line#* }"
          local -a found
          found=("${(@f)$(idsdk "[suggest:${#rest}]" "$rest" 2>/dev/null)}")
          compadd -- "${found[@]}" || _files
        }
        compdef _idsdk idsdk
        """;

    private const string Fish = """
        function __idsdk_complete
          set -l rest (string replace -r '^\S+\s' '' -- (commandline -cp))
          idsdk "[suggest:"(string length -- "$rest")"]" "$rest" 2>/dev/null
        end
        complete -c idsdk -a '(__idsdk_complete)'
        """;

    private const string PowerShell = """
        Register-ArgumentCompleter -Native -CommandName idsdk -ScriptBlock {
          param($wordToComplete, $commandAst, $cursorPosition)
          $line = $commandAst.ToString().PadRight($cursorPosition).Substring(0, $cursorPosition)
          $rest = $line -replace '^\S+\s', ''
          idsdk "[suggest:$($rest.Length)]" "$rest" 2>$null | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
            [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
          }
        }
        """;

    private static readonly (string Shell, string Script, string Use)[] s_shells =
    [
        ("bash", Bash, "source <(idsdk completion bash)"),
        ("zsh", Zsh, "source <(idsdk completion zsh)"),
        ("fish", Fish, "idsdk completion fish | source"),
        ("pwsh", PowerShell, "idsdk completion pwsh | Out-String | Invoke-Expression"),
    ];

    private readonly Argument<string> _shell = new("shell") { Description = string.Join(", ", s_shells.Select(static each => each.Shell)) + "." };

    public CompletionCommand(CliContext context)
        : base("completion", "Print a script that completes commands, options, vendors and profiles in a shell.")
    {
        _shell.CompletionSources.Add([.. s_shells.Select(static each => each.Shell)]);
        Arguments.Add(_shell);
        SetAction(command =>
        {
            var name = command.GetRequiredValue(_shell);
            var script = s_shells.FirstOrDefault(each => each.Shell == name).Script
                ?? throw UsageException.Unknown("shell", name, [.. s_shells.Select(static each => each.Shell)]);
            context.Console.Out.WriteLine(script.ReplaceLineEndings("\n"));
        });
    }

    public string Remarks => "Examples:\n" + string.Join('\n', s_shells.Select(static each => $"  {each.Use}"));
}
