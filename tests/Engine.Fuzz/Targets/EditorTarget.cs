using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Editing;
using PingOneScenarios.Engine.Loading;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine.Fuzz.Targets;

/// <summary>A text as it is while someone types, and an editor that asks about places in it.</summary>
internal static class EditorTarget
{
    private static readonly Lazy<ScenarioOutline?> Earlier = new(() =>
        OutlineOf(new SourceText("fuzz.yaml", FuzzWorld.Text(FuzzWorld.Scenarios().First())))
    );

    public static FuzzTarget Row { get; } =
        new(
            "editor",
            "every question at every place is answered; what a completion replaces holds the cursor; spans stay inside the text",
            FuzzWorld.Scenarios,
            YamlTarget.Tokens,
            Run
        );

    private static string Run(byte[] input)
    {
        var source = new SourceText("fuzz.yaml", FuzzWorld.Text(input));
        var outline = OutlineOf(source) ?? Earlier.Value;
        var file = new EditedFile(new EditedText(FileKinds.Of(source.Path, source.Text), source, outline, FuzzWorld.Functions));
        var found = 0;
        for (var i = 0; i <= 12; i++)
            found |= Ask(file, (int)((long)source.Text.Length * i / 12)) << i % 3;
        FuzzFailureException.Unless(
            file.Symbols.All(s => IsInside(file.Text, s.Whole) && IsInside(file.Text, s.Named)),
            "a symbol stands outside of the text"
        );
        return $"{found} {Math.Min(file.Symbols.Length, 4)}";
    }

    private static int Ask(EditedFile file, int offset)
    {
        var hover = file.HoverAt(offset);
        _ = file.DefinitionAt(offset);
        var references = file.ReferencesAt(offset, withDefinitions: true);
        FuzzFailureException.Unless(references.All(r => IsInside(file.Text, r)), "a reference stands outside of the text");
        _ = file.PrepareRename(offset);
        _ = file.Rename(offset, "anotherName");
        var offered = file.CompleteAt(offset);
        if (offered is not null)
        {
            var (start, end) = (offered.Replaces.Start, offered.Replaces.Start + offered.Replaces.Length);
            FuzzFailureException.Unless(start <= offset && offset <= end, $"the cursor at {offset} is not in {start}..{end}");
        }
        return (hover is null ? 0 : 1) | (references.IsEmpty ? 0 : 8) | (offered is null ? 0 : 64);
    }

    private static bool IsInside(SourceText text, SourceSpan span) =>
        span.Start >= 0 && span.Length >= 0 && span.Start + span.Length <= text.Text.Length;

    private static ScenarioOutline? OutlineOf(SourceText source)
    {
        var problems = new DiagnosticBag();
        var document = Document.Read(source, "/pack/fuzz.yaml");
        if (ScenarioReader.Read(document, "/pack", new TemplateParser(FuzzWorld.Functions), problems) is not { } scenario)
            return null;
        var tree = new ScenarioTree(scenario, ImmutableDictionary.CreateRange([KeyValuePair.Create(scenario.FullPath, scenario)]));
        return new ScenarioOutline(tree, document, FuzzWorld.Functions);
    }
}
