using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Reporting.Html.Steps;

/// <summary>Why a step did not pass: the server's own words, each difference once in a table, and the places in the file.</summary>
internal static class DifferencePart
{
    /// <summary>How many differences are shown at first.</summary>
    public const int MostShown = 5;

    public static void Write(RunView view, StepNode step)
    {
        var ended = step.Log.Step;
        var words = ErrorWords.In(step.Log.Exchanges is [.., var last] ? last : null);
        WriteWords(view.Html, words);
        var wrong = ended.Checks.Where(c => !c.Passed).ToImmutableArray();
        if (!wrong.IsEmpty)
            WriteTables(view, wrong);
        var lines = new HashSet<(string, int)>();
        var fixes = new HashSet<string>();
        foreach (var problem in ended.Problems)
        {
            var span = ((Diagnostic)problem).Span;
            if (!wrong.Any(c => c.Span.Path == span.Source.Path && c.Span.Line == span.Line))
                ProblemPart.Write(view.Html, problem, view.PlaceOf(span));
            else if (lines.Count < MostShown && lines.Add((span.Source.Path, span.Line)))
                ProblemPart.WriteMark(view.Html, problem, view.PlaceOf(span), words, fixes.Add(problem.Fix) ? problem.Fix : null);
        }
    }

    private static void WriteWords(HtmlWriter html, ImmutableArray<NamedText> words)
    {
        if (words.IsEmpty)
            return;
        using var list = html.In("dl", "server-words");
        foreach (var (name, text) in words)
        {
            html.Element("dt", name);
            html.Element("dd", text);
        }
    }

    private static void WriteTables(RunView view, ImmutableArray<CheckRecord> wrong)
    {
        CheckTable.WriteRows(view, wrong.Take(MostShown));
        if (wrong.Length <= MostShown)
            return;
        using var more = view.Html.In("details", "part more");
        view.Html.Element("summary", $"{Said.Count(wrong.Length - MostShown, "more difference")}");
        CheckTable.WriteRows(view, wrong.Skip(MostShown));
    }
}
