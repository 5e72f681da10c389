using System.Collections.Immutable;
using System.Globalization;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Expectations;

/// <summary>An answer against what a step expects of it.</summary>
internal sealed class AnswerJudge(TemplateRenderer templates, SecretMask mask)
{
    /// <summary>Judges single expressions, also those of <c>when</c> and <c>retry</c>.</summary>
    public ConditionJudge Conditions { get; } = new(templates, mask);

    /// <summary>All but the status, which <see cref="JudgeStatus"/> has judged before: headers, JSON, text, time and <c>that</c> together.</summary>
    public Verdict Judge(Step step, HttpExchange exchange, VariableBag bag)
    {
        var expect = step.Expect;
        if (expect.Json is { } needsJson && exchange.Json is null)
            return new Verdict([AnswerProblems.NotJson(exchange, needsJson.Span)], CouldJudge: false);
        var problems = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var header in expect.Headers)
            JudgeHeader(header, exchange, bag, problems);
        if (expect.Json is { } json)
            JudgeJson(json, exchange, bag, problems);
        if (expect.Text is { } text)
            JudgeText(text, exchange, bag, problems);
        if (JudgeTime(expect, exchange) is { } tooSlow)
            problems.Add(tooSlow);
        problems.AddRange(JudgeThat(expect, bag));
        return new Verdict(problems.ToImmutable(), problems.All(p => p.Code != DiagnosticCodes.NotJson));
    }

    /// <summary>The expressions that must be true; all that are not.</summary>
    public ImmutableArray<Diagnostic> JudgeThat(Expectation expect, VariableBag bag) =>
        [.. expect.That.Select(e => Conditions.Judge(e, bag).Problem).OfType<Diagnostic>()];

    /// <summary>The status alone; null when it is as expected.</summary>
    public static Diagnostic? JudgeStatus(Step step, HttpExchange exchange)
    {
        var expected = step.Expect.Status;
        if (expected?.Allows(exchange.Status) ?? exchange.IsSuccess)
            return null;
        return new Diagnostic(
            DiagnosticCodes.StatusMismatch,
            expected?.Span ?? step.Request!.Span,
            $"the status is {exchange.Status.ToString(CultureInfo.InvariantCulture)} {exchange.Reason}, not {expected?.Text ?? "2xx"}",
            ErrorText.Of(exchange),
            expected is null ? "if this status is meant, say so: expect: { status: … }" : "look at the answer, and at what the request sent"
        );
    }

    private static Diagnostic? JudgeTime(Expectation expect, HttpExchange exchange) =>
        expect.Within is { } within && exchange.Duration > within.Longest
            ? new Diagnostic(
                DiagnosticCodes.TooSlow,
                within.Span,
                $"the answer took {DurationText.Show(exchange.Duration)}, not at most {DurationText.Show(within.Longest)}",
                null,
                "look why the server is slow, or allow it more time"
            )
            : null;

    private void JudgeHeader(NamedTemplate header, HttpExchange exchange, VariableBag bag, ImmutableArray<Diagnostic>.Builder problems)
    {
        _ = new HeadersView(exchange.Headers).TryGetMember(header.Name, out var actual);
        Compare(
            header.Value,
            actual,
            bag,
            (mismatch, _) =>
                problems.Add(
                    Wrong(
                        DiagnosticCodes.HeaderMismatch,
                        header.Value.Span,
                        $"the header \"{header.Name}\"",
                        mismatch,
                        "look at the headers of the answer with --verbose"
                    )
                )
        );
    }

    private void JudgeJson(ValueTemplate expected, HttpExchange exchange, VariableBag bag, ImmutableArray<Diagnostic>.Builder problems) =>
        Compare(
            expected,
            JsonText.From(exchange.Json!.Value),
            bag,
            (mismatch, span) =>
                problems.Add(
                    Wrong(
                        DiagnosticCodes.JsonMismatch,
                        span,
                        mismatch.PathText,
                        mismatch,
                        "look at the answer; members that are not written here are free"
                    )
                )
        );

    private void JudgeText(ValueTemplate expected, HttpExchange exchange, VariableBag bag, ImmutableArray<Diagnostic>.Builder problems) =>
        Compare(
            expected,
            exchange.Text,
            bag,
            (mismatch, span) =>
                problems.Add(
                    Wrong(
                        DiagnosticCodes.TextMismatch,
                        span,
                        "the body",
                        mismatch,
                        "a text must be the whole body; for a part of it write <<is.containing \"…\">>"
                    )
                )
        );

    private void Compare(ValueTemplate expected, Value? actual, VariableBag bag, Action<Mismatch, SourceSpan> tell)
    {
        try
        {
            var (plain, shown) = templates.Render(expected, bag);
            foreach (var mismatch in StructureMatcher.Match(plain.Value, shown, actual, mask))
                tell(mismatch, SpanFinder.Find(expected, mismatch.Path));
        }
        catch (DiagnosticException e)
        {
            var problem = e.Diagnostic;
            tell(new Mismatch([], problem.What, "not compared", problem.Why), problem.Span);
        }
    }

    private static Diagnostic Wrong(DiagnosticCode code, SourceSpan span, string what, Mismatch mismatch, string fix) =>
        new(code, span, $"{what} is not as expected", Sides(mismatch), fix);

    private static string Sides(Mismatch mismatch) =>
        $"expected: {mismatch.Expected}\nactual:   {mismatch.Actual}" + (mismatch.Why is null ? "" : $"\n{mismatch.Why}");
}

/// <summary>What became of judging an answer.</summary>
/// <param name="Problems">Empty when everything is as expected.</param>
/// <param name="CouldJudge">False when the answer was not of a kind that can be compared with what is expected.</param>
internal sealed record Verdict(ImmutableArray<Diagnostic> Problems, bool CouldJudge);
