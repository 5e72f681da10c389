using System.Collections.Immutable;
using System.CommandLine;

namespace PingOneScenarios.Cli.Manual;

/// <summary>A variable of the process environment, or a file, that pages of the manual tell of.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="Text">What it does.</param>
/// <param name="Needs">The option, or the command, that it belongs to; null for all pages.</param>
internal sealed record ManualNote(string Name, string Text, string? Needs)
{
    public bool IsAbout(Command command) =>
        Needs is null || command is RootCommand || command.Name == Needs || command.Options.Any(o => o.Name == Needs);
}

/// <summary>What surrounds the command, of which its tree of options says nothing.</summary>
internal static class ManualNotes
{
    /// <summary>Where the program tells the rest, for its own page.</summary>
    public const string Language =
        "p1s reference prints the language of scenarios, p1s functions what expressions can call, p1s explain what the code of a message means.";

    public static readonly ImmutableArray<ManualNote> Variables =
    [
        new("P1S_*", "The value of an input: P1S_ and its name in capitals, P1S_ENV_ID for envID. --set comes before it.", "--set"),
        new("P1S_EMULATOR_SECRET", "The worker's secret, where the environment file that the command prints takes it from.", "emulator"),
        new("P1S_FIXTURE_*", "A secret a fixture gave, where the environment file that the command prints takes it from.", "emulator"),
        new("HTTP_PROXY, HTTPS_PROXY, NO_PROXY", "The proxy for requests, and the hosts that are reached without it.", "--environment"),
        new("PINGONESCENARIOS_JOURNAL_KEY", "The key of the journal, in place of the file of the key.", "--journal"),
        new("XDG_STATE_HOME, XDG_CONFIG_HOME", "Where the journal and its key lie, in a folder p1s.", "--journal"),
        new("CI", "Where it is set, a run is written down only if --journal or --require-journal asks for it.", "--require-journal"),
        new(
            "OTEL_SDK_DISABLED, OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_*",
            "Where spans and metrics go; the names are those of the OpenTelemetry specification.",
            "--otel"
        ),
        new(
            "GITHUB_ACTIONS, GITHUB_STEP_SUMMARY, GITHUB_WORKSPACE",
            "In a job of GitHub Actions problems are annotations, and a run adds its summary to that of the job.",
            "--report"
        ),
        new("NO_COLOR", "No colours.", null),
        new("TERM", "dumb: nothing moves.", null),
        new("LC_ALL, LC_CTYPE, LANG", "A locale without UTF-8 gets ASCII.", null),
    ];

    public static readonly ImmutableArray<ManualNote> Files =
    [
        new("~/.local/state/p1s/runs.db", "The journal: runs that were written down.", "--journal"),
        new("~/.config/p1s/journal.key", "The key of the journal.", "--journal"),
        new("pack.yaml", "The root of a pack: what its scenarios read lies below its folder.", "--set"),
    ];
}
