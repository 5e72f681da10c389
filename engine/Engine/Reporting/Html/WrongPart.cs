using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting.Html.Steps;
using PingOneScenarios.Engine.Reporting.Json;

namespace PingOneScenarios.Engine.Reporting.Html;

/// <summary>What went wrong, the first thing under the title: a card for each step, for each run as a whole, and for each that could not begin.</summary>
internal static class WrongPart
{
    private const int Most = 50;

    public static void Write(HtmlWriter html, ReportedRuns report, IReadOnlyList<RunView> views)
    {
        var steps = views.SelectMany(v => v.Run.Wrong.Select(s => (View: v, Step: s))).ToList();
        var wholes = views.Where(v => v.Run.Finished is { Summary.Problems.IsEmpty: false }).ToList();
        var count = report.Totals.WrongPlaces;
        if (count == 0)
            return;
        using var section = html.In("section", "wrong-steps");
        html.Element("h2", "What went wrong");
        if (count > Most)
            html.Element("p", $"The first {Most} of {Said.Number(count)}; {Others(report)}.", "note");
        using var list = html.In("ol", "cards");
        foreach (var (view, step) in steps.Take(Most))
            Write(view, step, isOnly: count == 1);
        foreach (var view in wholes.Take(Most - steps.Count))
            WriteWhole(view);
        for (var i = 0; i < Math.Min(report.NotStarted.Length, Most - steps.Count - wholes.Count); i++)
            WriteNotStarted(html, report.NotStarted[i], i);
    }

    private static string Others(ReportedRuns report) =>
        report.Totals.Hidden.IsEmpty ? "the others are marked below" : "the others are marked below as far as they are shown";

    private static void Write(RunView view, StepNode step, bool isOnly)
    {
        var html = view.Html;
        using var card = html.In("li", $"card {Words.Of(step.Outcome)}");
        using (html.In("div", "card-head"))
        {
            Badge.Write(html, step.Outcome);
            html.Link(step.Id, step.Label, "title");
            WriteRequest(html, step, view.IsAlone ? $"step {step.Number}" : $"step {step.Number} of {view.Run.Name}");
        }
        DifferencePart.Write(view, step);
        if (step.Log.Exchanges is [.., var last])
            WriteExchange(view, step, last, isOnly);
    }

    /// <summary>A step of an attempt that does not count: it stands nowhere else in the page.</summary>
    public static void WriteEarlier(RunView view, StepNode step)
    {
        var html = view.Html;
        using var card = html.In("li", $"card {Words.Of(step.Outcome)}");
        using (html.In("div", "card-head"))
        {
            Badge.Write(html, step.Outcome);
            html.Element("span", step.Label, "title");
            WriteRequest(html, step, $"step {step.Number}");
        }
        DifferencePart.Write(view, step);
        if (step.Log.Exchanges is [.., var last])
            WriteExchange(view, step, last, isOpen: false);
    }

    private static void WriteRequest(HtmlWriter html, StepNode step, string place)
    {
        html.Element("span", place, "of");
        if (step.Log.Step is not { Method: { } method, Target: { } target } ended)
            return;
        html.Element("span", $"{method} {ShortAddress.Of(target)}", "request");
        Badge.Write(html, ended.Status, ended.Status is { } status ? $"{status}" : "no answer");
    }

    // Right behind what is wrong with it, and once more among the steps, where those before it are.
    private static void WriteExchange(RunView view, StepNode step, ExchangeRecord exchange, bool isOpen)
    {
        var html = view.Html;
        using var details = html.In("details", "part card-exchange", ("open", isOpen ? "" : null));
        html.Element("summary", "Request and answer");
        new ExchangePart(view, exchange, $"w{step.Id}").Write(null, isOpen: true);
    }

    private static void WriteWhole(RunView view)
    {
        var (html, run) = (view.Html, view.Run);
        using var card = html.In("li", $"card {Words.Of(run.Outcome)}");
        using (html.In("div", "card-head"))
        {
            Badge.Write(html, run.Outcome);
            html.Link(run.Id, run.Name, "title");
            html.Element("span", "the run as a whole", "of");
        }
        foreach (var problem in run.Finished!.Summary.Problems)
            ProblemPart.Write(html, problem, view.PlaceOf(((Diagnostic)problem).Span));
    }

    private static void WriteNotStarted(HtmlWriter html, RunNotStarted run, int index)
    {
        using var card = html.In("li", "card broken");
        using (html.In("div", "card-head"))
        {
            Badge.Write(html, Outcome.Broken);
            html.Link(NotStartedPart.IdOf(index), RunNames.Of(run), "title");
            html.Element("span", "could not begin", "of");
        }
        foreach (var problem in run.Problems.Take(DifferencePart.MostShown))
            ProblemPart.Write(html, problem, place: null);
    }
}
