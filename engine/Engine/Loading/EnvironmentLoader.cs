using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Files;
using PingOneScenarios.Engine.Language;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine.Loading;

/// <summary>An environment file, or the name of a built-in environment, to its model.</summary>
internal static class EnvironmentLoader
{
    /// <summary>The environment, or null after having said why not.</summary>
    /// <param name="name">A path, or the name of a built-in environment.</param>
    /// <param name="namedAt">Where the user wrote it.</param>
    /// <param name="documents">Reads the file.</param>
    /// <param name="problems">Takes what is wrong.</param>
    /// <param name="ct">Ends the loading.</param>
    public static async Task<ScenarioEnvironment?> LoadAsync(
        string name,
        SourceSpan namedAt,
        DocumentLoader documents,
        DiagnosticBag problems,
        CancellationToken ct
    )
    {
        if (BuiltInEnvironments.Find(name, namedAt) is { } builtIn)
            return builtIn;
        if (!name.Contains('/', StringComparison.Ordinal) && !name.Contains('.', StringComparison.Ordinal) && !PackPaths.Exists(name))
        {
            var names = BuiltInEnvironments.Names;
            problems.Add(
                DiagnosticCodes.EnvironmentUnknown,
                namedAt,
                $"there is no environment \"{name}\"",
                null,
                Suggestion.Sentence(name, names, $"name a file, or one of {string.Join(", ", names)}")
            );
            return null;
        }
        return await documents.LoadAsync(PackPaths.Canonical(name), name, namedAt, problems, ct) is { } document
            ? Read(document, problems)
            : null;
    }

    /// <summary>The environment of a document, or null after having said why not; what is said prints no secret written into it.</summary>
    public static ScenarioEnvironment? Read(Document document, DiagnosticBag problems)
    {
        var hidden = SecretHiding.Hide(document);
        foreach (var problem in hidden.Diagnostics)
            problems.Add(problem);
        return hidden.Root is { } root
            ? Read(root, hidden.Source, new FileScope(hidden.FullPath, "", new TemplateParser(new FunctionTable([])), problems))
            : null;
    }

    private static ScenarioEnvironment? Read(LocatedNode root, SourceText source, FileScope file)
    {
        if (MapReader.Open(root, EnvironmentKeys.Environment, file) is not { } map)
            return null;
        var origin = $"the environment file {source.Path}";
        var name = map.Title("environment")?.Text;
        var named = map.Entries("secrets", "secrets: { name: { env: VARIABLE } }");
        var secrets = SecretReader.Read(named, file);
        var tls = map["tls"] is { } written ? TlsReader.Read(written, file) : null;
        return new ScenarioEnvironment
        {
            Name = name ?? "",
            IsFile = true,
            OwnFiles = [.. OwnFiles(file.FullPath, secrets, tls).Select(PackPaths.Canonical)],
            Inputs = [.. map.Entries("inputs", "inputs: { apiPath: https://… }").Select(e => ReadInput(e, origin, file))],
            Secrets = secrets,
            UnreadSecrets = [.. named.Select(e => e.Name).Except(secrets.Select(s => s.Name), StringComparer.Ordinal)],
            Allow = ReadTexts(map.Items("allow", "allow: [https://host]"), file),
            Private = ReadTexts(map.Items("private", "private: [sso.example.internal]"), file),
            Tls = tls,
            Http = map.Has("http")
                ? RequestReader.Choice(map, "http", [("1.1", HttpChoice.OneOne), ("2", HttpChoice.Two)], file)
                : HttpChoice.Negotiated,
        };
    }

    // What no scenario may send, wherever it lies (trust rule 8).
    private static IEnumerable<string> OwnFiles(string environment, ImmutableArray<SecretSource> secrets, TlsFiles? tls) =>
        secrets
            .Where(s => s.Kind == SecretKind.File)
            .Select(s => s.Place)
            .Concat(new[] { tls?.Ca, tls?.Certificate, tls?.Key, tls?.Pkcs12 }.OfType<TlsFile>().Select(f => f.Path))
            .Concat(tls?.Password is { Kind: SecretKind.File } password ? [password.Place] : [])
            .Prepend(environment);

    private static GivenValue ReadInput(MappingEntry entry, string origin, FileScope file) =>
        new(entry.Name, ToValue(entry.Value, file), entry.Value.Span, origin);

    private static Value ToValue(LocatedNode node, FileScope file)
    {
        switch (node)
        {
            case MappingNode map:
                return new MapValue([.. map.Entries.Select(e => KeyValuePair.Create(e.Name, ToValue(e.Value, file)))]);
            case SequenceNode list:
                return new ListValue([.. list.Items.Select(i => ToValue(i, file))]);
            case ScalarNode { Value: TextValue }:
                _ = MapReader.ReadLiteral(node, file);
                return ((ScalarNode)node).Value;
            default:
                return ((ScalarNode)node).Value;
        }
    }

    /// <summary>Literals of a list, said to come from the file they are in.</summary>
    internal static ImmutableArray<GivenValue> ReadTexts(ImmutableArray<LocatedNode> items, FileScope file) =>
        [
            .. items
                .Select(i => MapReader.ReadLiteral(i, file))
                .OfType<LocatedText>()
                .Select(t => new GivenValue("", t.Text, t.Whole, $"the environment file {t.Whole.Source.Path}")),
        ];
}
