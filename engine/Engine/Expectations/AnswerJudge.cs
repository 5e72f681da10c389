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
    /// <summary>Status first, because the rest of an error page only adds noise; then headers, JSON and <c>that</c> together.</summary>
    public Verdict Judge(Step step, HttpExchange exchange, VariableBag bag)
    {
        var expect = step.Expect;
        if (JudgeStatus(step, exchange) is { } wrongStatus)
            return new Verdict([wrongStatus], CouldJudge: true);
        if (expect.Json is { } needsJson && exchange.Json is null)
            return new Verdict([AnswerProblems.NotJson(exchange, needsJson.Span)], CouldJudge: false);
        var problems = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var header in expect.Headers)
            JudgeHeader(header, exchange, bag, problems);
        if (expect.Json is { } json)
            JudgeJson(json, exchange, bag, problems);
        problems.AddRange(JudgeThat(expect, bag));
        return new Verdict(problems.ToImmutable(), problems.All(p => p.Code != DiagnosticCodes.NotJson));
    }

    /// <summary>The expressions that must be true; all that are not.</summary>
    public ImmutableArray<Diagnostic> JudgeThat(Expectation expect, VariableBag bag) =>
        [.. expect.That.Select(e => JudgeExpression(e, bag)).OfType<Diagnostic>()];

    private static Diagnostic? JudgeStatus(Step step, HttpExchange exchange)
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

    private void JudgeHeader(NamedTemplate header, HttpExchange exchange, VariableBag bag, ImmutableArray<Diagnostic>.Builder problems)
    {
        _ = new HeadersView(exchange.Headers).TryGetMember(header.Name, out var actual);
        Compare(
            header.Value,
            actual,
            bag,
            (mismatch, _) =>
                problems.Add(
                    new Diagnostic(
                        DiagnosticCodes.HeaderMismatch,
                        header.Value.Span,
                        $"the header \"{header.Name}\" is not as expected",
                        Sides(mismatch),
                        "look at the headers of the answer with --verbose"
                    )
                )
        );
    }

    private void JudgeJson(ValueTemplate expected, HttpExchange exchange, VariableBag bag, ImmutableArray<Diagnostic>.Builder problems)
    {
        var actual = JsonText.From(exchange.Json!.Value);
        Compare(
            expected,
            actual,
            bag,
            (mismatch, span) =>
                problems.Add(
                    new Diagnostic(
                        DiagnosticCodes.JsonMismatch,
                        span,
                        $"{mismatch.PathText} is not as expected",
                        Sides(mismatch),
                        "look at the answer; members that are not written here are free"
                    )
                )
        );
    }

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

    private Diagnostic? JudgeExpression(Expression expression, VariableBag bag)
    {
        try
        {
            var result = templates.Render(expression, bag);
            if (result.Value is BooleanValue { IsTrue: true })
                return null;
            var isBoolean = result.Value is BooleanValue;
            return new Diagnostic(
                DiagnosticCodes.NotTrue,
                expression.Span,
                isBoolean ? "this is not true" : $"true or false is expected here, this is {result.Value.Kind}",
                isBoolean ? Parts(expression, bag) : null,
                isBoolean ? "look at the answer" : "compare it: <<x == \"…\">>"
            );
        }
        catch (DiagnosticException e)
        {
            return e.Diagnostic;
        }
    }

    private string? Parts(Expression expression, VariableBag bag)
    {
        var parts = templates.Explain(expression, bag);
        return parts.IsEmpty ? null : string.Join('\n', parts.Select(p => $"{p.Text} is {ShownText.Cut(mask.Apply(p.Shown))}"));
    }

    private static string Sides(Mismatch mismatch) =>
        $"expected: {mismatch.Expected}\nactual:   {mismatch.Actual}" + (mismatch.Why is null ? "" : $"\n{mismatch.Why}");
}

/// <summary>What became of judging an answer.</summary>
/// <param name="Problems">Empty when everything is as expected.</param>
/// <param name="CouldJudge">False when the answer was not of a kind that can be compared with what is expected.</param>
internal sealed record Verdict(ImmutableArray<Diagnostic> Problems, bool CouldJudge);
