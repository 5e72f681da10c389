using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Language;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine.Loading;

/// <summary>Reads where the secrets of an environment file come from; the secrets themselves are never in it.</summary>
internal static class SecretReader
{
    public static ImmutableArray<SecretSource> Read(ImmutableArray<MappingEntry> entries, FileScope file)
    {
        var sources = entries.Select(e => Read(e, file)).OfType<SecretSource>().ToImmutableArray();
        var fromInput = sources.Where(s => s.Kind == SecretKind.Input).ToList();
        foreach (var second in fromInput.Skip(1))
            file.Say(
                DiagnosticCodes.ConflictingKeys,
                second.Span,
                $"the secret \"{second.Name}\" takes standard input, \"{fromInput[0].Name}\" has it already",
                "standard input can be read once",
                "give one of them another source, for example env or command"
            );
        return sources;
    }

    private static SecretSource? Read(MappingEntry entry, FileScope file)
    {
        if (entry.Value is not MappingNode)
        {
            file.Say(
                DiagnosticCodes.SecretLiteral,
                entry.Key.Span,
                $"the secret \"{entry.Name}\" is written into the file",
                "environment files are kept and shared; a secret in them leaks sooner or later",
                $"write {entry.Name}: {EnvironmentKeys.Ways}"
            );
            return null;
        }
        if (MapReader.Open(entry.Value, EnvironmentKeys.Secret, file, entry.Name, entry.Key.Span) is not { } map)
            return null;
        return Read(map, entry.Name, entry.Key.Span, file);
    }

    /// <summary>Where the password of a file comes from; null after having said what is wrong.</summary>
    public static SecretSource? ReadPassword(LocatedNode node, FileScope file)
    {
        const string Name = "password";
        if (node is MappingNode)
            return MapReader.Open(node, EnvironmentKeys.Password, file, Name, node.Span) is { } map
                ? Read(map, Name, node.Span, file)
                : null;
        file.Say(
            DiagnosticCodes.SecretLiteral,
            node.Span,
            "the password is written into the file",
            "environment files are kept and shared; a secret in them leaks sooner or later",
            $"write {Name}: {EnvironmentKeys.Ways}"
        );
        return null;
    }

    private static SecretSource? Read(MapReader map, string name, SourceSpan span, FileScope file)
    {
        var to = map.Has("to")
            ? EnvironmentLoader.ReadTexts(map.Items("to", "to: [https://host]"), file)
            : (ImmutableArray<GivenValue>?)null;
        var given = EnvironmentKeys.Sources.Keys.Where(map.Has).ToList();
        return given.Count == 1 ? ReadSource(given[0], map, new SecretSource(name, SecretKind.Variable, name, to, span), file) : null;
    }

    private static SecretSource? ReadSource(string key, MapReader map, SecretSource secret, FileScope file) =>
        key switch
        {
            "env" => map.Literal(key) is { } name ? secret with { Kind = SecretKind.Variable, Place = name } : null,
            "file" => map.Literal(key) is { } path ? secret with { Kind = SecretKind.File, Place = Beside(file, path) } : null,
            "command" => ReadCommand(map, secret, file),
            "stdin" => IsTrue(key, map, file) ? secret with { Kind = SecretKind.Input } : null,
            _ => IsTrue(key, map, file) ? secret with { Kind = SecretKind.Prompt } : null,
        };

    private static SecretSource? ReadCommand(MapReader map, SecretSource secret, FileScope file)
    {
        const string Example = "command: [vault, kv, get, -field=secret, secret/p1s]";
        var items = map.Items("command", Example);
        var words = items.Select(i => MapReader.ReadLiteral(i, file)?.Text).OfType<string>().ToList();
        if (words.Count < items.Length)
            return null;
        if (words.Count > 0 && words[0].Length > 0)
        {
            var program = words[0].Contains('/', StringComparison.Ordinal) ? Beside(file, words[0]) : words[0];
            return secret with { Kind = SecretKind.Program, Place = words[0], Command = [program, .. words.Skip(1)] };
        }
        if (map["command"] is SequenceNode list)
            file.Say(DiagnosticCodes.InvalidValue, list.Span, "command names no program", null, $"for example {Example}");
        return null;
    }

    private static bool IsTrue(string key, MapReader map, FileScope file)
    {
        if (map.Flag(key) is not false)
            return map.Flag(key) is true;
        file.Say(
            DiagnosticCodes.InvalidValue,
            map[key]!.Span,
            $"{key} can only be true",
            null,
            "leave the whole secret out, or name its source"
        );
        return false;
    }

    private static string Beside(FileScope file, string path) => Path.Combine(Path.GetDirectoryName(file.FullPath)!, path);
}
