using System.Collections.Immutable;

namespace PingOneScenarios.Cli.Journals;

/// <summary>Where a user's journal and its key lie unless something else is said (XDG Base Directory Specification).</summary>
/// <param name="variable">The process environment.</param>
internal sealed class JournalPlaces(Func<string, string?> variable)
{
    /// <summary>The journal; null when nothing says where the user's files are.</summary>
    public string? Runs => Within("XDG_STATE_HOME", [".local", "state"], "LOCALAPPDATA", "runs.db");

    /// <summary>The key; null when nothing says where the user's files are.</summary>
    public string? Key => Within("XDG_CONFIG_HOME", [".config"], "APPDATA", "journal.key");

    /// <summary>What no scenario sends: the key and the journal, with what stands beside it.</summary>
    public ImmutableArray<string> All => [.. new[] { Key, Runs, Beside("-wal"), Beside("-shm") }.OfType<string>()];

    private string? Beside(string ending) => Runs is { } runs ? runs + ending : null;

    // The specification has paths that are not absolute passed over.
    private string? Within(string named, string[] belowHome, string onWindows, string file)
    {
        if (variable(named) is { } folder && Path.IsPathFullyQualified(folder))
            return Path.Combine(folder, "p1s", file);
        if (OperatingSystem.IsWindows())
            return variable(onWindows) is { Length: > 0 } profile ? Path.Combine(profile, "p1s", file) : null;
        return variable("HOME") is { } home && Path.IsPathFullyQualified(home) ? Path.Combine([home, .. belowHome, "p1s", file]) : null;
    }
}
