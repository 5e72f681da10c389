using System.Collections.Immutable;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Reporting.Comparing;

/// <summary>What became of scenarios that were run against several environments.</summary>
/// <param name="Environments">The columns, in the order they were first heard of.</param>
/// <param name="Lines">A scenario each, with its row, in the order of the runs.</param>
internal sealed record Matrix(ImmutableArray<string> Environments, ImmutableArray<MatrixLine> Lines)
{
    /// <summary>How many scenarios are not among the lines.</summary>
    public long LeftOut { get; init; }

    /// <summary>How many environments have no column.</summary>
    public int EnvironmentsLeftOut { get; init; }
}

/// <summary>A scenario of a matrix.</summary>
/// <param name="Name">Its title, with its row.</param>
/// <param name="Path">Of its file.</param>
/// <param name="Cells">An environment each; null where it was not run.</param>
/// <param name="Differences">What environments did that others did not; empty where all did the same, or nobody compared them.</param>
internal sealed record MatrixLine(
    string Name,
    string Path,
    ImmutableArray<MatrixCell?> Cells,
    ImmutableArray<EnvironmentDifference> Differences
)
{
    /// <summary>Whether it ended alike wherever it was run, and nothing else differs.</summary>
    public bool IsSame => Differences.IsEmpty && Cells.OfType<MatrixCell>().Select(c => c.Outcome).Distinct().Count() < 2;
}

/// <summary>A scenario against an environment.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="IsFlaky">See <see cref="RunSummary.IsFlaky"/>.</param>
/// <param name="Number">Its run's place among those that count, from 1.</param>
internal sealed record MatrixCell(Outcome Outcome, bool IsFlaky, long Number);

/// <summary>What some environments did that the others did not.</summary>
/// <param name="Environments">Their names, with commas.</param>
/// <param name="What">Such as <c>step "Create a user": status 201 Created → 403 Forbidden</c>.</param>
internal sealed record EnvironmentDifference(string Environments, string What)
{
    public override string ToString() => $"{Environments}: {What}";
}
