using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Tests;

/// <summary>Texts of events that are made by hand: what a mask lets through that knows no secret.</summary>
internal static class Masked
{
    private static readonly SecretMask Nothing = new();

    public static MaskedText Text(string text) => MaskedText.By(Nothing, text);

    public static ImmutableArray<MaskedText> Texts(params ReadOnlySpan<string> texts)
    {
        var masked = ImmutableArray.CreateBuilder<MaskedText>(texts.Length);
        foreach (var text in texts)
            masked.Add(Text(text));
        return masked.MoveToImmutable();
    }

    public static MaskedDiagnostic Problem(Diagnostic problem) => MaskedDiagnostic.By(Nothing, problem);

    public static ShownLine Line(SourceSpan span) => ShownLine.Of(Nothing, span);

    public static ShownPlace Place(Phase phase, int number, int total, int depth, string id, string title) =>
        new(phase, number, total, depth, Text(id), Text(title));

    public static ShownValue Value(string name, string text) => new(Text(name), Text(text));

    public static ExtractedValue Extracted(string name, string text, string from, bool isSecret) =>
        new(Text(name), Text(text), Text(from), isSecret);

    public static CheckRecord Check(string what, string expected, string actual, bool passed, SourceSpan span) =>
        new(Text(what), Text(expected), Text(actual), passed, Line(span));

    public static TokenRecord Token(string where, string header, string? claims) =>
        new(Text(where), Text(header), MaskedText.Maybe(Nothing, claims));

    public static RunStarted Started(string title, string path, string runId, string environment, int steps) =>
        new(Text(title), Text(path), Text(environment), steps) { RunId = Text(runId) };

    public static RetryScheduled Retry(ShownPlace step, int attempt, int? status, string reason, TimeSpan pause) =>
        new(step, attempt, status, Text(reason), pause) { Duration = TimeSpan.Zero };

    public static RunNotStarted NotStarted(string path, params ReadOnlySpan<Diagnostic> problems)
    {
        var masked = ImmutableArray.CreateBuilder<MaskedDiagnostic>(problems.Length);
        foreach (var problem in problems)
            masked.Add(Problem(problem));
        return new RunNotStarted(Text(path), masked.MoveToImmutable());
    }
}
