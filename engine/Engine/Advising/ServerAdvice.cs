using System.Collections.Immutable;
using PingOneScenarios.Engine.Advising.Rows;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Advising;

/// <summary>
/// What PingOne, OAuth servers and what stands in between mean by an answer nobody expected, a kind a row. The first row that fits says what to
/// do; what is certain is told as the reason.
/// </summary>
internal static class ServerAdvice
{
    /// <summary>Clocks that differ by less trouble nobody: tokens are good for minutes, and <c>Date</c> counts seconds.</summary>
    private static readonly TimeSpan Tolerated = TimeSpan.FromMinutes(1);

    /// <summary>In the order in which they are asked.</summary>
    public static ImmutableArray<AdviceRow> Rows { get; } =
    [.. PlaceRows.Rows, .. TokenRows.Rows, .. ClientRows.Rows, .. GrantRows.Rows, .. DataRows.Rows, .. TrafficRows.Rows];

    /// <summary>The same problem with what is known of its cause.</summary>
    public static Diagnostic On(Diagnostic problem, FailedAnswer answer)
    {
        var advice = Rows.Select(row => row.Look(answer)).FirstOrDefault(a => a is not null);
        var said = answer.Said is { IsInAddress: true, Text: { } words } ? $"the server says {answer.Shown(words)}" : null;
        var clock = Clock(answer);
        var facts = new[] { problem.Why, said, advice?.Fact, clock }.OfType<string>();
        var fix = advice?.Fix ?? problem.Fix;
        return problem with
        {
            Why = facts.Any() ? string.Join('\n', facts) : null,
            Fix = clock is not null && advice?.IsOfTime == true ? $"set the clock of this machine right; if it is, {fix}" : fix,
        };
    }

    // Only where times are compared: a stranger's clock is nobody's business else.
    private static string? Clock(FailedAnswer answer)
    {
        var isTimed =
            answer.Status is 400 or 401
            && (answer.Bearer is not null || answer.Client.Assertion is not null || answer.Said.OAuth == "invalid_grant");
        if (!isTimed || answer.ServerTime is not { } server || (server - answer.Now).Duration() <= Tolerated)
            return null;
        var way = server > answer.Now ? "behind" : "ahead of";
        return $"the clock of this machine is {DurationText.Apart((server - answer.Now).Duration())} {way} the Date of the answer, and tokens are good for a time only";
    }
}
