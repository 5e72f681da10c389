using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Cli.Pausing;

/// <summary>When a word can be answered.</summary>
[Flags]
internal enum Stops
{
    Before = 1,
    After = 2,
    Both = Before | After,
}

/// <summary>What can be answered where a run stops.</summary>
/// <param name="Name">By which it is called, or by the beginning of it.</param>
/// <param name="Takes">What stands behind it; empty for nothing.</param>
/// <param name="Where">Before a step, or after one that did not pass.</param>
/// <param name="Meaning">For people.</param>
internal sealed record PauseWord(string Name, string Takes, Stops Where, string Meaning)
{
    public const string Send = "send";
    public const string Vars = "vars";
    public const string Set = "set";
    public const string Retry = "retry";
    public const string Eval = "eval";
    public const string Skip = "skip";
    public const string Continue = "continue";
    public const string Quit = "quit";
    public const string Help = "help";

    /// <summary>Where a beginning fits several, the first counts.</summary>
    public static IReadOnlyList<PauseWord> All { get; } =
    [
        new(Send, "", Stops.Before, "send it; Enter does the same"),
        new(Retry, "", Stops.After, "send it again, with the variables as they are now, and as its file says when that was edited"),
        new(Vars, "[name]", Stops.Both, "list the variables, or show one in full; secrets show their names"),
        new(Set, "name=value", Stops.Both, "set a variable: an input to what its type takes, others to JSON if it is that, else to a text"),
        new(Set, "name", Stops.Both, "the same, and asks for the value; that of a secret is not shown while it is typed"),
        new(Eval, "expression", Stops.Both, "compute an expression; after a step its answer is response"),
        new(Skip, "", Stops.Before, "do not send it"),
        new(Continue, "", Stops.Both, "go on to the next --pause-at or --pause-on-failure, or to the end"),
        new(Quit, "", Stops.Both, "end the run; finally and undo still run"),
        new(Help, "", Stops.Both, "this list"),
    ];

    public bool IsFor(Stops stop) => Where.HasFlag(stop);

    /// <summary>The word that is meant; null when there is none.</summary>
    public static PauseWord? Find(string written, Stops stop)
    {
        if (written == "?")
            return All.First(w => w.Name == Help);
        var fitting = All.Where(w => w.Name.StartsWith(written, StringComparison.OrdinalIgnoreCase)).ToList();
        return fitting.Find(w => w.Name.Equals(written, StringComparison.OrdinalIgnoreCase))
            ?? fitting.Find(w => w.IsFor(stop))
            ?? fitting.FirstOrDefault();
    }

    /// <summary>What to say when there is none.</summary>
    /// <param name="written">Null when it may be a value that went to the wrong place, which is not shown.</param>
    public static string Unknown(string? written) =>
        written is null
            ? "there is no such command; help lists what can be answered"
            : $"there is no command \"{written}\"; "
                + Suggestion.Sentence(written, All.Select(w => w.Name), "help lists what can be answered");

    /// <summary>Whether a word is one of these, or the beginning of one.</summary>
    public static bool IsKnown(string written) =>
        written == "?" || All.Any(w => w.Name.StartsWith(written, StringComparison.OrdinalIgnoreCase));

    public static Stops StopOf(StepPause pause) => pause.Finished is null ? Stops.Before : Stops.After;
}
