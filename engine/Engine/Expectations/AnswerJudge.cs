using System.Globalization;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Http.Answers;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Expectations;

/// <summary>An answer against what a step expects of it.</summary>
/// <param name="templates">Computes what is expected.</param>
/// <param name="mask">Hides known secrets in what is shown.</param>
/// <param name="keepsChecks">Whether all that was looked at is told, not only what was wrong.</param>
/// <param name="work">How long comparing may take.</param>
internal sealed class AnswerJudge(TemplateRenderer templates, SecretMask mask, bool keepsChecks, WorkLimit work)
{
    /// <summary>Judges single expressions, also those of <c>when</c> and <c>retry</c>.</summary>
    public ConditionJudge Conditions { get; } = new(templates, mask);

    /// <summary>All but the status, which <see cref="JudgeStatus"/> has judged before: headers, JSON, text, time and <c>that</c> together.</summary>
    public Verdict Judge(Step step, HttpExchange exchange, VariableBag bag)
    {
        var expect = step.Expect;
        if (expect.Json is { } needsJson && exchange.Json is null)
            return new Verdict([AnswerProblems.NotJson(exchange, needsJson.Span)], CouldJudge: false, []);
        if (expect.Text is { } needsText && exchange.Text is null)
            return new Verdict([AnswerProblems.NotText(exchange, needsText.Span)], CouldJudge: false, []);
        var findings = new Findings(keepsChecks);
        foreach (var header in expect.Headers)
            JudgeHeader(header, exchange, bag, findings);
        if (expect.Json is { } json)
            JudgeJson(json, exchange, bag, findings);
        if (expect.Text is { } text)
            JudgeText(text, exchange, bag, findings);
        if (expect.Within is { } within)
            JudgeTime(within, exchange, findings);
        JudgeThat(expect, bag, findings);
        return findings.ToVerdict();
    }

    /// <summary>The expressions that must be true, of a step that has no answer of its own.</summary>
    public Verdict JudgeThat(Expectation expect, VariableBag bag)
    {
        var findings = new Findings(keepsChecks);
        JudgeThat(expect, bag, findings);
        return findings.ToVerdict();
    }

    /// <summary>The status alone, judged once: what comes next depends on it.</summary>
    public Verdict JudgeStatus(Step step, HttpExchange exchange)
    {
        var expected = step.Expect.Status;
        var isFine = expected?.Allows(exchange.Status) ?? (exchange.IsSuccess || exchange.EndsRedirects);
        if (isFine && !keepsChecks)
            return Verdict.Fine;
        var findings = new Findings(keepsChecks);
        var (text, span) = (expected?.Text ?? Usual(exchange), expected?.Span ?? step.Request!.Span);
        var actual = string.Create(CultureInfo.InvariantCulture, $"{exchange.Status} {exchange.Request.Hide(exchange.Reason)}");
        findings.Add(new Check("status", text, actual, isFine, span));
        if (!isFine)
            findings.Add(
                new Diagnostic(
                    DiagnosticCodes.StatusMismatch,
                    span,
                    $"the status is {actual}, not {text}",
                    WhyOf(exchange),
                    expected is null
                        ? "if this status is meant, say so: expect: { status: … }"
                        : "look at the answer, and at what the request sent"
                )
            );
        return findings.ToVerdict();
    }

    private static string Usual(HttpExchange exchange) => exchange.EndsRedirects ? "2xx or 3xx" : "2xx";

    private static string? WhyOf(HttpExchange exchange) =>
        exchange.NotFollowed is { } why ? $"its redirect was not followed: {why}"
        : ErrorText.Of(exchange) is { } said ? exchange.Request.Hide(said)
        : null;

    private static void JudgeTime(TimeExpectation within, HttpExchange exchange, Findings findings)
    {
        var isFine = exchange.Duration <= within.Longest;
        var (longest, took) = (DurationText.Show(within.Longest), DurationText.Show(exchange.Duration));
        findings.Add(new Check("time", $"at most {longest}", took, isFine, within.Span));
        if (isFine)
            return;
        findings.Add(
            new Diagnostic(
                DiagnosticCodes.TooSlow,
                within.Span,
                $"the answer took {took}, not at most {longest}",
                null,
                "look why the server is slow, or allow it more time"
            )
        );
    }

    private void JudgeThat(Expectation expect, VariableBag bag, Findings findings)
    {
        foreach (var expression in expect.That)
        {
            var truth = Conditions.Judge(expression, bag);
            var actual = truth.IsTrue switch
            {
                true => "true",
                false => truth.Problem!.Why ?? "false",
                null => truth.Problem!.What,
            };
            findings.Add(new Check(expression.Text, "true", actual, truth.IsTrue is true, expression.Span));
            if (truth.Problem is { } problem)
                findings.Add(problem);
        }
    }

    private void JudgeHeader(NamedTemplate header, HttpExchange exchange, VariableBag bag, Findings findings)
    {
        _ = View(exchange, bag).Headers.TryGetMember(header.Name, out var actual);
        var what = $"header \"{header.Name}\"";
        Compare(
            new ExpectedPart(what, header.Value, actual),
            bag,
            findings,
            (mismatch, _) =>
                Wrong(
                    DiagnosticCodes.HeaderMismatch,
                    header.Value.Span,
                    "the " + what,
                    mismatch,
                    "look at the headers of the answer with all exchanges recorded"
                )
        );
    }

    private void JudgeJson(ValueTemplate expected, HttpExchange exchange, VariableBag bag, Findings findings) =>
        Compare(
            new ExpectedPart("$", expected, Read("json", exchange, bag)),
            bag,
            findings,
            (mismatch, span) =>
                Wrong(
                    DiagnosticCodes.JsonMismatch,
                    span,
                    mismatch.PathText,
                    mismatch,
                    "look at the answer; members that are not written here are free"
                )
        );

    private void JudgeText(ValueTemplate expected, HttpExchange exchange, VariableBag bag, Findings findings) =>
        Compare(
            new ExpectedPart("body", expected, Read("text", exchange, bag)),
            bag,
            findings,
            (mismatch, span) =>
                Wrong(
                    DiagnosticCodes.TextMismatch,
                    span,
                    "the body",
                    mismatch,
                    "a text must be the whole body; for a part of it write <<is.containing \"…\">>"
                )
        );

    // The answer as the scenario reads it, labels and all.
    private static AnswerView View(HttpExchange exchange, VariableBag bag) =>
        bag.TryGet(ScopeTable.Response.Name, out var response) && response.Value is AnswerView view
            ? view
            : new AnswerView(exchange, 1, AnswerLabels.None);

    private static Value? Read(string name, HttpExchange exchange, VariableBag bag) =>
        View(exchange, bag).TryGetMember(name, out var part) ? part : null;

    private void Compare(ExpectedPart part, VariableBag bag, Findings findings, Func<Mismatch, SourceSpan, Diagnostic> wrong)
    {
        try
        {
            Decide(part.Expected, bag);
            var plain = templates.Render(part.Expected, bag);
            var shown = plain.Shown;
            var mismatches = StructureMatcher.Match(plain.Value, shown, part.Actual, mask, work);
            foreach (var mismatch in mismatches)
                findings.Add(wrong(mismatch, SpanFinder.Find(part.Expected, mismatch.Path)));
            if (keepsChecks)
                new LeafChecks(part, mismatches, mask, work).AddTo(findings, plain.Value, shown);
        }
        catch (DiagnosticException e) when (!e.Diagnostic.Code.IsRefusal)
        {
            var problem = e.Diagnostic;
            findings.Add(wrong(new Mismatch([], problem.What, "not compared", problem.Why), problem.Span));
            findings.Add(new Check(part.What, problem.What, "not compared", false, problem.Span));
        }
    }

    // Each of them is told by itself when it is not as expected.
    private void Decide(ValueTemplate expected, VariableBag bag)
    {
        foreach (var expression in expected.Templates.SelectMany(t => t.Expressions))
            templates.Decide(TemplateRenderer.LabelsOf(expression, bag), 1, expression.Span);
    }

    private static Diagnostic Wrong(DiagnosticCode code, SourceSpan span, string what, Mismatch mismatch, string fix) =>
        new(code, span, $"{what} is not as expected", Sides(mismatch), fix);

    private static string Sides(Mismatch mismatch) =>
        $"expected: {mismatch.Expected}\nactual:   {mismatch.Actual}" + (mismatch.Why is null ? "" : $"\n{mismatch.Why}");
}
