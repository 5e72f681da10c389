using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Files;
using PingOneScenarios.Engine.Scenarios;

namespace PingOneScenarios.Engine;

/// <summary>The values an operator gives, some by the name of a file: <c>@users.json</c> for an input that takes a list or a map.</summary>
internal static class GivenFiles
{
    /// <param name="settings">What the operator gives.</param>
    /// <param name="tree">What asks for it.</param>
    /// <param name="problems">Takes what is wrong with a file.</param>
    /// <param name="ct">Ends the reading.</param>
    public static async Task<ImmutableArray<GivenValue>> SetAsync(
        RunSettings settings,
        ScenarioTree tree,
        DiagnosticBag problems,
        CancellationToken ct
    )
    {
        var given = ImmutableArray.CreateBuilder<GivenValue>();
        foreach (var (name, text) in settings.Inputs)
        {
            var value = new GivenValue(name, text, settings.PlaceOf($"{name}={text}"), settings.Names.Inputs);
            if (text.StartsWith('@') && TakesFile(tree, name))
            {
                var content = await ValueFiles.ReadAsync(text[1..], value.Span, problems, ct);
                value = value with { FileText = content, IsUnread = content is null };
            }
            given.Add(value);
        }
        return given.DrainToImmutable();
    }

    private static bool TakesFile(ScenarioTree tree, string name) =>
        tree.ByPath.Values.SelectMany(s => s.Inputs).Any(i => i.Name == name && i.Type is InputType.List or InputType.Map);
}
