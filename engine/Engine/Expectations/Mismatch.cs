using System.Collections.Immutable;

namespace PingOneScenarios.Engine.Expectations;

/// <summary>A place where an answer is not as expected.</summary>
/// <param name="Path">From the root of what was judged; empty for the root itself.</param>
/// <param name="Expected">JSON, or what a predicate asks for; labelled values appear by their names; cut at 200 characters.</param>
/// <param name="Actual">JSON, or <c>absent</c> for a member that is not there; cut at 200 characters.</param>
/// <param name="Why">What helps to see the difference; null when the two texts say it all.</param>
internal sealed record Mismatch(ImmutableArray<PathStep> Path, string Expected, string Actual, string? Why)
{
    /// <summary>As in JSONPath: <c>$.user.name[0]</c>.</summary>
    public string PathText => PathStep.Join(Path);

    public override string ToString() => $"{PathText}: expected {Expected}, actual {Actual}" + (Why is null ? "" : $" ({Why})");
}
