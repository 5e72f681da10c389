using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Reporting.Html;

/// <summary>A run that is written to the page, and what its parts know of each other.</summary>
internal sealed class RunView
{
    private readonly Dictionary<string, int> files = new(StringComparer.Ordinal);
    private readonly PageSources sources;

    /// <param name="html">Takes the page.</param>
    /// <param name="run">What happened.</param>
    /// <param name="isAlone">Whether the report tells of no other: its headings then stand a level higher.</param>
    /// <param name="sources">Where the files of all runs stand in the page.</param>
    public RunView(HtmlWriter html, ReportedRun run, bool isAlone, PageSources sources)
    {
        this.sources = sources;
        (Html, Run, IsAlone) = (html, run, isAlone);
        Heading = isAlone ? "h2" : "h3";
        Trail = VariableTrail.Of(run.Entries);
        for (var i = 0; i < run.Sources.Length; i++)
            files.TryAdd(run.Sources[i].Path, i + 1);
    }

    public HtmlWriter Html { get; }

    public ReportedRun Run { get; }

    public bool IsAlone { get; }

    /// <summary>The element of the headings of its parts.</summary>
    public string Heading { get; }

    public VariableTrail Trail { get; }

    /// <summary>The tokens that were written already, by what they hold, and where.</summary>
    public Dictionary<(string Header, string? Claims), string> Tokens { get; } = [];

    /// <summary>The place of a line in the page; null when its file is not in it.</summary>
    public string? PlaceOf(string path, int line) => files.TryGetValue(path, out var file) ? PlaceOf(file, line) : null;

    /// <inheritdoc cref="PlaceOf(string, int)"/>
    public string? PlaceOf(SourceSpan span) => PlaceOf(span.Source.Path, span.Line);

    /// <param name="file">From 1.</param>
    /// <param name="line">From 1.</param>
    public string PlaceOf(int file, int line) => $"{sources.PlaceOf(Run.Sources[file - 1])}l{line}";

    /// <summary>Another attempt of the run, written within its part of the page.</summary>
    public RunView For(ReportedRun attempt) => new(Html, attempt, isAlone: true, sources);

    /// <summary>Whether a file stands with this run, and not with one above that was read from the same.</summary>
    /// <param name="file">From 1.</param>
    public bool Shows(int file) => sources.PlaceOf(Run.Sources[file - 1]) == PageSources.PlaceIn(Run, file);

    /// <summary>Whether something went wrong there in any run.</summary>
    public bool IsWrong(string place) => sources.IsWrong(place);

    /// <summary>A place in a file: a link when the file is in the page.</summary>
    public void WritePlace(ShownLine line, string text)
    {
        if (PlaceOf(line.Path, line.Line) is { } place)
            Html.Link(place, text, "place");
        else
            Html.Element("span", text, "place");
    }
}
