using System.Text;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Expectations;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Templating.Functions;
using PingOneScenarios.Engine.Tests;

namespace PingOneScenarios.Engine.Fuzz.Targets;

/// <summary>What targets have in common: the functions, a clock that stands still, the files of the repository.</summary>
internal static class FuzzWorld
{
    public static FunctionTable Functions { get; } = new([.. StandardFunctions.Rows, .. PredicateTable.Rows]);

    public static TimeProvider Clock { get; } = new StandingClock();

    public static FunctionWorld New() => new(Clock, RandomSource.Seeded("fuzz"));

    /// <summary>Bytes that are no UTF-8 become U+FFFD, as when a file is read.</summary>
    public static string Text(byte[] input) => Encoding.UTF8.GetString(input);

    public static LocatedText Located(string text) => new(text, new SourceSpan(new SourceText("fuzz", text), 0, text.Length), null, 0);

    /// <summary>The lines of an input without what cannot come in a line of HTTP; missing ones are empty, the last takes all the rest.</summary>
    public static string[] Lines(string text, int count)
    {
        var lines = text.Split('\n', count);
        return [.. lines, .. Enumerable.Repeat("", count - lines.Length)];
    }

    /// <summary>The left parts of the lines of a table in tests/cases.</summary>
    public static IEnumerable<byte[]> Cases(string pattern) =>
        Directory
            .EnumerateFiles(RepositoryRoot.PathOf("tests", "cases"), pattern)
            .Order(StringComparer.Ordinal)
            .SelectMany(File.ReadLines)
            .Where(l => l.Contains(" ⇒ ", StringComparison.Ordinal) && l[0] != '#')
            .Select(l => Encoding.UTF8.GetBytes(l.Split(" ⇒ ")[0]));

    /// <summary>The shipped scenarios and environment files.</summary>
    public static IEnumerable<byte[]> Scenarios() =>
        Directory
            .EnumerateFiles(RepositoryRoot.PathOf("scenarios"), "*.yaml", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllBytes);

    /// <summary>Every problem has words and stands in its text.</summary>
    public static string Check(IEnumerable<Diagnostic> problems)
    {
        var codes = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var problem in problems)
        {
            var span = problem.Span;
            var isInside = span.Start >= 0 && span.Length >= 0 && span.Start + span.Length <= span.Source.Text.Length;
            FuzzFailureException.Unless(isInside, $"\"{problem.What}\" stands outside of its text");
            FuzzFailureException.Unless(problem.What.Length > 0 && problem.Fix.Length > 0, $"{problem.Code.Id} says nothing");
            FuzzFailureException.Unless(problem.ToString().Length > 0, $"{problem.Code.Id} cannot be shown");
            codes.Add(problem.Code.Id);
        }
        return string.Join(' ', codes);
    }

    private sealed class StandingClock : TimeProvider
    {
        public override long GetTimestamp() => 0;

        public override DateTimeOffset GetUtcNow() => new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
    }
}
