namespace PingOneScenarios.Engine.Advising;

/// <summary>What a failed answer calls for.</summary>
/// <param name="Fix">What to do. Where several causes are possible it says so: a guess is never told as a fact.</param>
/// <param name="Fact">What is certain, and was seen in the request, the answer or the clock; null without.</param>
internal sealed record Advice(string Fix, string? Fact = null)
{
    /// <summary>Whether it is a question of time, so that clocks that differ may be the cause.</summary>
    public bool IsOfTime { get; init; }
}

/// <summary>A kind of failure, and what is known of it.</summary>
/// <param name="Name">For tests.</param>
/// <param name="Look">Null when an answer is not of this kind.</param>
internal sealed record AdviceRow(string Name, Func<FailedAnswer, Advice?> Look);
