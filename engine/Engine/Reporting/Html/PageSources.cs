using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Reporting.Html;

/// <summary>Where files stand in the page: with the first run that was read from them, once for all.</summary>
internal sealed class PageSources
{
    private readonly Dictionary<SourceRecord, string> places = [];
    private readonly HashSet<string> wrong = new(StringComparer.Ordinal);

    /// <param name="runs">All that are shown; those that went wrong stand first.</param>
    public static PageSources Of(IReadOnlyCollection<ReportedRun> runs)
    {
        var sources = new PageSources();
        foreach (var run in runs.Where(r => r.IsWrong).Concat(runs.Where(r => !r.IsWrong)))
            sources.Add(run);
        return sources;
    }

    /// <summary>Of a file that stands with a run.</summary>
    /// <param name="run">Which one.</param>
    /// <param name="file">From 1.</param>
    public static string PlaceIn(ReportedRun run, int file) => $"{run.Id}f{file}";

    public string PlaceOf(SourceRecord source) => places[source];

    /// <summary>Whether something went wrong in a line, in any run.</summary>
    public bool IsWrong(string place) => wrong.Contains(place);

    private void Add(ReportedRun run)
    {
        for (var i = 0; i < run.Sources.Length; i++)
            places.TryAdd(run.Sources[i], PlaceIn(run, i + 1));
        var problems = run.Steps.SelectMany(s => s.Log.Step.Problems).Concat(run.Finished?.Summary.Problems ?? []);
        foreach (var problem in problems.Where(p => p.Severity == Severity.Error))
            Mark(run, problem);
    }

    private void Mark(ReportedRun run, MaskedDiagnostic problem)
    {
        if (run.Sources.FirstOrDefault(s => s.Path.Text == problem.Span.Source.Path) is { } source)
            wrong.Add($"{places[source]}l{problem.Span.Line}");
    }
}
