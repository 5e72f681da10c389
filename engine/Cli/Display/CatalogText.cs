using PingOneScenarios.Cli.Display.Plans;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Cli.Display;

/// <summary>Scenarios one below the other, within the width of a live terminal and within 80 columns elsewhere; a path stays in one piece, so that it can be taken over.</summary>
internal static class CatalogText
{
    private const int PlainWidth = 80;

    public static void Write(Terminal terminal, IReadOnlyList<CatalogEntry> entries)
    {
        using var screen = new Screen(terminal);
        var width = terminal.IsLive ? terminal.Width - 1 : PlainWidth;
        foreach (var entry in entries)
        {
            screen.WriteLine(SafeText.Line(entry.Path), Styles.Bold);
            foreach (var line in Below(entry).SelectMany(l => FittedText.Lines("  " + SafeText.Line(l), width)))
                screen.WriteLine(line, Styles.Plain);
        }
        screen.Flush();
    }

    private static IEnumerable<string> Below(CatalogEntry entry)
    {
        if (entry.Diagnostics.FirstOrDefault(d => d.Severity == Severity.Error) is { } wrong)
        {
            yield return Wrong(entry, wrong);
            yield break;
        }
        yield return entry.Title;
        if (!entry.Tags.IsEmpty)
            yield return "tags: " + string.Join(", ", entry.Tags);
        if (!entry.Inputs.IsEmpty)
            yield return "inputs (* required): " + string.Join(", ", entry.Inputs.Select(Input));
    }

    private static string Wrong(CatalogEntry entry, Diagnostic wrong) =>
        wrong.Span.Source.Path == entry.Path
            ? $"wrong at {wrong.Span.Line}:{wrong.Span.Column}: {wrong.What} ({wrong.Code.Id})"
            : $"{wrong.What} ({wrong.Code.Id})";

    private static string Input(CatalogInput input) => input.Required ? input.Name + "*" : input.Name;
}
