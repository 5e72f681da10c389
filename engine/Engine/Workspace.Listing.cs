using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine;

/// <content>The scenarios there are.</content>
public sealed partial class Workspace
{
    /// <summary>Reads what a list shows of a file; null when it is no scenario.</summary>
    internal async Task<CatalogEntry?> ListAsync(NamedFile file, CancellationToken ct)
    {
        var problems = new DiagnosticBag();
        var reading = NewReading(TextsOf([file]));
        if (await reading.OpenAsync(file, problems, ct) is not { } document)
            return new CatalogEntry(file.Path, "", [], [], problems.All);
        if (document.Kind != DocumentKind.Scenario)
            return null;
        var scenario = reading.ReadAlone(document, problems);
        return new CatalogEntry(
            file.Path,
            scenario?.Title ?? "",
            scenario?.Tags ?? [],
            [.. scenario?.Inputs.Select(ToEntry) ?? []],
            problems.All
        );
    }

    private static CatalogInput ToEntry(Input input) =>
        new(input.Name, input.Type.Name(), input.Required, SecretRule.IsSecret(input), input.Description);
}

/// <summary>A scenario file in a list.</summary>
/// <param name="Path">As the user would write it.</param>
/// <param name="Title">Empty when the file cannot be read.</param>
/// <param name="Tags">As written.</param>
/// <param name="Inputs">In the order of the file.</param>
/// <param name="Diagnostics">What is wrong with the file by itself; what it includes is not looked at.</param>
internal sealed record CatalogEntry(
    string Path,
    string Title,
    ImmutableArray<string> Tags,
    ImmutableArray<CatalogInput> Inputs,
    ImmutableArray<Diagnostic> Diagnostics
);

/// <summary>An input in a list. <paramref name="Type"/> is its name in the language.</summary>
internal sealed record CatalogInput(string Name, string Type, bool Required, bool Secret, string? Description);
