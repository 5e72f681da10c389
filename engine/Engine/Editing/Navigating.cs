using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;

namespace PingOneScenarios.Engine.Editing;

/// <summary>From what is under the cursor to where it is defined and used.</summary>
internal static class Navigating
{
    /// <summary>Where the variable gets its value as the cursor sees it, or the file an include names.</summary>
    public static FilePlace? Definition(EditedText file, Cursor cursor)
    {
        if (file.Outline is not { } outline)
            return null;
        if (cursor.Member is { } member && cursor.Expression!.Head == ScopeTable.Outputs.Name)
            return OutputOf(outline.CalledBy(cursor.Scope.Step?.Step), member.Name);
        if (cursor.Variable is { } variable)
        {
            var all = outline.Definitions.Where(d => d.Name == variable.Name).ToList();
            var nearest = all.LastOrDefault(d => d.Span.Start <= cursor.Then) ?? all.FirstOrDefault();
            return nearest is not null && file.ToNow(nearest.Span) is { } span ? new FilePlace(outline.Scenario.FullPath, span) : null;
        }
        if (cursor.Key is { } key && cursor.Place.Map is [_, _, "with"])
            return InputOf(outline.CalledBy(cursor.Scope.Step?.Step), key);
        return IncludeAt(file, outline, cursor.Offset);
    }

    /// <summary>Every mention of the variable under the cursor.</summary>
    public static ImmutableArray<SourceSpan> References(EditedText file, Cursor cursor, bool withDefinitions)
    {
        if (file.Outline is not { } outline || cursor.Variable is not { } variable)
            return [];
        var definitions = withDefinitions ? PlacesOf(outline, variable.Name) : [];
        var uses = outline.Uses.Where(u => u.Name == variable.Name).Select(u => u.Span);
        return [.. definitions.Concat(uses).Select(file.ToNow).OfType<SourceSpan>().Distinct().OrderBy(s => s.Start)];
    }

    // A probe gives what its step would have given, by the same names.
    private static IEnumerable<SourceSpan> PlacesOf(ScenarioOutline outline, string name) =>
        outline
            .Definitions.Where(d => d.Name == name)
            .Select(d => d.Span)
            .Concat(
                outline.Steps.SelectMany(s => s.Step.OnUnknown?.Probe?.Extractions ?? []).Where(e => e.Name == name).Select(e => e.NameSpan)
            );

    private static FilePlace? IncludeAt(EditedText file, ScenarioOutline outline, int offset)
    {
        var includes = outline
            .Scenario.Inputs.Select(i => i.Obtain)
            .Concat(outline.Scenario.AllSteps.Select(s => s.Call?.File))
            .OfType<Include>();
        foreach (var include in includes)
        {
            if (file.ToNow(include.Span) is not { } span || offset < span.Start || offset > span.Start + span.Length)
                continue;
            return outline.Tree.ByPath.TryGetValue(include.FullPath, out var included)
                ? new FilePlace(included.FullPath, included.Source.Beginning)
                : null;
        }
        return null;
    }

    private static FilePlace? OutputOf(Scenario? called, string name) =>
        called?.Outputs.FirstOrDefault(o => o.Name == name) is { } output ? new FilePlace(called.FullPath, output.NameSpan) : null;

    private static FilePlace? InputOf(Scenario? called, string name) =>
        called?.Inputs.FirstOrDefault(i => i.Name == name) is { } input ? new FilePlace(called.FullPath, input.Span) : null;
}
