using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Cli.Journals;

/// <summary>What is said of a journal that cannot do what it is asked to.</summary>
internal static class JournalWords
{
    /// <summary>What is wrong, and what mends it.</summary>
    public static string Of(JournalException problem) => $"{problem.Message}; {problem.Fix}";
}
