using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PingOneScenarios.Engine.Authoring;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Files;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine;

/// <content>The file a new scenario begins as.</content>
public sealed partial class Workspace
{
    private const string Schema = "schemas/scenario.schema.json";
    private const string TokenModule = "shared/worker-access-token.yaml";

    /// <summary>The kinds of new scenarios, and what each is for.</summary>
    internal static ImmutableArray<(string Name, string Meaning)> Beginnings { get; } =
    [.. StarterText.Rows.Select(r => (r.Name, r.Meaning))];

    /// <summary>Writes the file, unless what it would hold is not a valid scenario.</summary>
    /// <returns>What is wrong; the file is written when it holds no error.</returns>
    internal async Task<ImmutableArray<Diagnostic>> BeginAsync(NewScenario scenario, SourceSpan namedAt, CancellationToken ct)
    {
        var text = TextOf(scenario);
        var problems = new DiagnosticBag();
        var unsaved = ImmutableDictionary<string, string>.Empty.Add(PackPaths.Canonical(scenario.Path), text);
        var reading = NewReading(new FileTexts(unsaved));
        if (
            await reading.OpenAsync(new NamedFile(scenario.Path, namedAt, WasFound: false), problems, ct) is { } document
            && await reading.ReadAsync(document, problems, ct) is { } tree
        )
            reading.Check(tree, problems);
        if (problems.HasErrors)
            return problems.All;
        return await WrittenFiles.WriteAsync(scenario.Path, text, scenario.MayReplace, namedAt, ct) is { } failure ? [failure] : [];
    }

    private static string TextOf(NewScenario scenario)
    {
        var row = StarterText.Rows.First(r => r.Name == scenario.Template);
        var schema = Folders.FindAbove(scenario.Path, Schema);
        var values = new StarterValues(
            Yaml(scenario.Title),
            Path.GetFileName(scenario.Path),
            scenario.Method,
            scenario.Address,
            TokenModuleOf(scenario.Path)
        );
        return (schema is null ? "" : $"# yaml-language-server: $schema={schema}\n") + row.Write(values);
    }

    // Only what may be included: the module has to be in the pack of the new file.
    private static string? TokenModuleOf(string path)
    {
        if (Folders.FindAbove(path, TokenModule) is not { } found)
            return null;
        var full = PackPaths.Canonical(path);
        var module = PackPaths.Canonical(Path.Combine(Path.GetDirectoryName(full)!, found));
        var pack = PackPaths.PackRoot(full).TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;
        return module != full && module.StartsWith(pack, StringComparison.Ordinal) ? found : null;
    }

    // Plain where that is the same text, else in double quotes.
    private static string Yaml(string title)
    {
        var isPlain =
            title.Length > 0
            && char.IsLetter(title[0])
            && title.All(c => char.IsLetterOrDigit(c) || c is ' ' or '_' or '-' or '\'' or '.' or '(' or ')' or '/')
            && title[^1] != ' '
            && CoreSchema.Resolve(title) is TextValue;
        if (isPlain)
            return title;
        var quoted = new StringBuilder("\"");
        foreach (var letter in title)
            quoted.Append(
                letter is '"' or '\\' ? $"\\{letter}"
                : char.IsControl(letter) ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}")
                : letter
            );
        return quoted.Append('"').ToString();
    }
}

/// <summary>A scenario to begin.</summary>
internal sealed record NewScenario
{
    public required string Path { get; init; }

    public required string Title { get; init; }

    /// <summary>A name of <see cref="Workspace.Beginnings"/>.</summary>
    public required string Template { get; init; }

    /// <summary>Of the only request of a minimal scenario.</summary>
    public string Method { get; init; } = "GET";

    /// <summary>Of the only request of a minimal scenario; each <c>&lt;&lt;name&gt;&gt;</c> becomes an input.</summary>
    public string Address { get; init; } = "<<authPath>>/<<envID>>/as/jwks";

    public bool MayReplace { get; init; }
}
