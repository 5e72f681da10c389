using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Loading;

/// <summary>An environment file, or the name of a built-in environment, to its model.</summary>
internal static class EnvironmentLoader
{
    private static readonly string[] SecretSources = ["env", "file", "prompt"];

    /// <summary>The environment, or null after having said why not.</summary>
    /// <param name="name">A path, or the name of a built-in environment.</param>
    /// <param name="namedAt">Where the user wrote it.</param>
    /// <param name="problems">Takes what is wrong.</param>
    /// <param name="ct">Ends the loading.</param>
    public static async Task<ScenarioEnvironment?> LoadAsync(string name, SourceSpan namedAt, DiagnosticBag problems, CancellationToken ct)
    {
        if (BuiltInEnvironments.Find(name, namedAt) is { } builtIn)
            return builtIn;
        if (!name.Contains('/', StringComparison.Ordinal) && !name.Contains('.', StringComparison.Ordinal) && !ScenarioFiles.Exists(name))
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
        if (await ScenarioFiles.ReadAsync(ScenarioFiles.Canonical(name), name, namedAt, problems, ct) is not { } text)
            return null;
        return Read(text, ScenarioFiles.Canonical(name), problems);
    }

    /// <summary>The environment of a text, or null after having said why not; what is said prints no secret written into it.</summary>
    internal static ScenarioEnvironment? Read(SourceText text, string fullPath, DiagnosticBag problems)
    {
        var source = SecretHiding.Hide(text);
        return YamlReader.Read(source, problems) is { } root ? Read(root, source, fullPath, problems) : null;
    }

    /// <summary>Says what is wrong with the text of an environment file.</summary>
    public static void Check(SourceText text, DiagnosticBag problems)
    {
        var source = SecretHiding.Hide(text);
        if (YamlReader.Read(source, problems) is { } root)
            _ = Read(root, source, ScenarioFiles.Canonical(text.Path), problems);
    }

    /// <summary>The environment of a file whose secrets are hidden from print, or null after having said why not.</summary>
    internal static ScenarioEnvironment? Read(LocatedNode root, SourceText source, string fullPath, DiagnosticBag problems)
    {
        var file = new FileScope(fullPath, "", new TemplateParser(new FunctionTable([]), problems));
        if (MapReader.Open(root, EnvironmentKeys.Environment, file) is not { } map)
            return null;
        var origin = $"the environment file {source.Path}";
        var name = map.Required("environment") is { } node ? MapReader.ReadLiteral(node, file)?.Text : null;
        ImmutableArray<SecretSource> secrets =
        [
            .. map.Entries("secrets", "secrets: { name: { env: VARIABLE } }").Select(e => ReadSecret(e, file)).OfType<SecretSource>(),
        ];
        return new ScenarioEnvironment
        {
            Name = name ?? "",
            IsFile = true,
            OwnFiles =
            [
                ScenarioFiles.Canonical(fullPath),
                .. secrets.Where(s => s.Kind == SecretKind.File).Select(s => ScenarioFiles.Canonical(s.Place)),
            ],
            Inputs = [.. map.Entries("inputs", "inputs: { apiPath: https://… }").Select(e => ReadInput(e, origin, file))],
            Secrets = secrets,
            Allow = ReadTexts(map.Items("allow", "allow: [https://host]"), file),
            Private = ReadTexts(map.Items("private", "private: [sso.example.internal]"), file),
        };
    }

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

    private static SecretSource? ReadSecret(MappingEntry entry, FileScope file)
    {
        if (entry.Value is not MappingNode)
        {
            file.Say(
                DiagnosticCodes.SecretLiteral,
                entry.Key.Span,
                $"the secret \"{entry.Name}\" is written into the file",
                "environment files are kept and shared; a secret in them leaks sooner or later",
                $"write {entry.Name}: {{ env: SOME_VARIABLE }}, {{ file: path }} or {{ prompt: true }}"
            );
            return null;
        }
        if (MapReader.Open(entry.Value, EnvironmentKeys.Secret, file) is not { } map)
            return null;
        ImmutableArray<GivenValue>? to = map.Has("to") ? ReadTexts(map.Items("to", "to: [https://host]"), file) : null;
        var given = SecretSources.Where(map.Has).ToList();
        if (given.Count == 1)
            return given[0] switch
            {
                "env" when map.Literal("env") is { } name => new SecretSource(entry.Name, SecretKind.Variable, name, to, entry.Key.Span),
                "file" when map.Literal("file") is { } path => new SecretSource(
                    entry.Name,
                    SecretKind.File,
                    Path.Combine(Path.GetDirectoryName(file.FullPath)!, path),
                    to,
                    entry.Key.Span
                ),
                "prompt" => ReadPrompt(map, entry, to, file),
                _ => null,
            };
        if (!map.HasUnknown)
            file.Say(
                given.Count == 0 ? DiagnosticCodes.MissingKey : DiagnosticCodes.ConflictingKeys,
                given.Count == 0 ? entry.Key.Span : map.KeySpan(given[1]),
                given.Count == 0
                    ? $"the secret \"{entry.Name}\" has no source"
                    : $"the secret \"{entry.Name}\" has more than one source, \"{given[0]}\" is there already",
                null,
                given.Count == 0
                    ? $"write {entry.Name}: {{ env: SOME_VARIABLE }}, {{ file: path }} or {{ prompt: true }}"
                    : "keep one of them"
            );
        return null;
    }

    private static SecretSource? ReadPrompt(MapReader map, MappingEntry entry, ImmutableArray<GivenValue>? to, FileScope file)
    {
        if (map.Flag("prompt") is not { } isAsked)
            return null;
        if (isAsked)
            return new SecretSource(entry.Name, SecretKind.Prompt, entry.Name, to, entry.Key.Span);
        file.Say(
            DiagnosticCodes.InvalidValue,
            map["prompt"]!.Span,
            "prompt can only be true",
            null,
            "leave the whole secret out, or name its source"
        );
        return null;
    }

    private static ImmutableArray<GivenValue> ReadTexts(ImmutableArray<LocatedNode> items, FileScope file) =>
        [
            .. items
                .Select(i => MapReader.ReadLiteral(i, file))
                .OfType<LocatedText>()
                .Select(t => new GivenValue("", t.Text, t.Whole, "the environment file")),
        ];
}
