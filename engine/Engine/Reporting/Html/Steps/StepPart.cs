using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting.Json;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Reporting.Html.Steps;

/// <summary>A step: a line, and all that is known of it when it is opened.</summary>
internal static class StepPart
{
    private const int MostUnfolded = 2;

    public static void Write(RunView view, StepNode step)
    {
        var html = view.Html;
        using var details = html.In(
            "details",
            "step",
            ("id", step.Id),
            ("data-outcome", Words.Of(step.Outcome)),
            ("open", step.IsWrong || step.IsCall ? "" : null)
        );
        WriteLine(html, step);
        using var inside = html.In("div", "inside");
        WriteWords(view, step);
        foreach (var settled in step.Log.Settled)
            html.Element("p", $"What was in doubt was {ResumeText.Of(settled)}.", "settled");
        if (step.IsWrong || !step.Log.Step.Problems.IsEmpty)
            DifferencePart.Write(view, step);
        CheckTable.Write(view, step.Log.Step.Checks);
        ValuesPart.Write(view, step);
        WriteExchanges(view, step);
        if (!step.Called.IsEmpty)
            StepList.WriteEntries(view, step.Called);
    }

    private static void WriteLine(HtmlWriter html, StepNode step)
    {
        var ended = step.Log.Step;
        using var line = html.In("summary");
        Badge.Write(html, step.Outcome);
        html.Element("span", step.Number, "number");
        html.Element("span", step.Title, "title");
        using (html.In("span", "request"))
        {
            if (ended.Method is { } method)
                html.Element("b", method);
            html.Text(
                ended.Target is { } target ? " " + ShortAddress.Of(target)
                : step.IsCall ? "call"
                : ended.Note ?? ""
            );
            if (ended.Attempts > 1)
                html.Element("span", $" {ended.Attempts} attempts", "attempts");
            if (ended.Redirects > 0)
                html.Element("span", $" {Said.Count(ended.Redirects, "redirect")}", "attempts");
        }
        Badge.Write(html, ended.Status, ended.Status is { } status ? $"{status}" : "");
        html.Element("span", step.Outcome == Outcome.Skipped ? "" : DurationText.Fine(ended.Duration), "time");
    }

    private static void WriteWords(RunView view, StepNode step)
    {
        var html = view.Html;
        using var words = html.In("p", "words");
        if (step.Log.Step.Note is { } note)
            html.Element("span", $"Skipped: {note}. ", "note");
        if (view.Trail.TakenBackBy(step) is { } origin)
        {
            html.Text("Takes back ");
            html.Link(origin.Id, $"step {origin.Number}");
            html.Text(". ");
        }
        if (step.IsDoneAgain)
            html.Element("span", "Done again after the run had stopped: what counts is the last time. ", "note");
        foreach (var resumed in step.Log.Resumptions)
            html.Element("span", $"The run went on with it, {ResumeText.GapOf(resumed)} after it had stopped: {resumed.Why}. ", "note");
        if (step.Log.Step.Span is not { } span)
            return;
        html.Text("Written at ");
        view.WritePlace(span, $"{span.Path}:{span.Line}");
    }

    private static void WriteExchanges(RunView view, StepNode step)
    {
        var exchanges = step.Log.Exchanges;
        for (var i = 0; i < exchanges.Length; i++)
        {
            var isOpen = exchanges.Length <= MostUnfolded || i == exchanges.Length - 1;
            new ExchangePart(view, exchanges[i], $"{step.Id}x{i + 1}").Write(
                exchanges.Length > 1 ? NameOf(step, exchanges[i]) : null,
                isOpen
            );
            var isLastOfAttempt = i == exchanges.Length - 1 || exchanges[i + 1].Attempt != exchanges[i].Attempt;
            if (isLastOfAttempt && step.Log.Retries.FirstOrDefault(r => r.Attempt == exchanges[i].Attempt) is { } retry)
                view.Html.Element("p", $"{retry.Reason}; again after {DurationText.Fine(retry.Pause)}", "pause");
        }
    }

    private static string NameOf(StepNode step, ExchangeRecord exchange) =>
        (step.Log.Exchanges[^1].Attempt, exchange.Hop) switch
        {
            (1, 0) => "First request",
            (1, var hop) => $"Redirect {hop}",
            (_, 0) => $"Attempt {exchange.Attempt}",
            (_, var hop) => $"Attempt {exchange.Attempt}, redirect {hop}",
        };
}
