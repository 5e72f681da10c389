using PingOneScenarios.Engine.Tests;
using YamlDotNet.RepresentationModel;

namespace PingOneScenarios.Cli.Tests.Packaging;

/// <summary>A YAML file of the repository that is no scenario: its nodes, and every scalar with the keys that lead to it.</summary>
internal sealed record YamlFile(string Path, YamlMappingNode Root)
{
    /// <summary>Every scalar, as <c>runs.steps.0.run</c>.</summary>
    public IReadOnlyList<(string At, string Text)> Scalars => [.. In(Root, "")];

    public static YamlFile Read(string path)
    {
        using var reader = new StreamReader(RepositoryRoot.PathOf(path));
        var stream = new YamlStream();
        stream.Load(reader);
        return new YamlFile(path, Assert.IsType<YamlMappingNode>(Assert.Single(stream.Documents).RootNode));
    }

    public static IEnumerable<string> In(string folder) =>
        Directory
            .EnumerateFiles(RepositoryRoot.PathOf(folder), "*.yml")
            .Select(f => System.IO.Path.GetRelativePath(RepositoryRoot.Folder, f).Replace('\\', '/'))
            .Order();

    /// <summary>The keys of the map at a place; none where there is no map.</summary>
    public IReadOnlyList<string> Keys(params string[] at)
    {
        YamlNode node = Root;
        foreach (var key in at)
        {
            if (node is not YamlMappingNode map || !map.Children.TryGetValue(key, out node!))
                return [];
        }
        return node is YamlMappingNode found ? [.. found.Children.Keys.Select(k => k.ToString())] : [];
    }

    /// <summary>The text at a place, as <see cref="Scalars"/> names it.</summary>
    public string? this[string at] => Scalars.FirstOrDefault(s => s.At == at).Text;

    private static IEnumerable<(string At, string Text)> In(YamlNode node, string at) =>
        node switch
        {
            YamlMappingNode map => map.Children.SelectMany(c => In(c.Value, Below(at, c.Key.ToString()))),
            YamlSequenceNode list => list.Children.SelectMany((c, i) => In(c, Below(at, $"{i}"))),
            YamlScalarNode scalar => [(at, scalar.Value ?? "")],
            _ => [],
        };

    private static string Below(string at, string key) => at.Length == 0 ? key : $"{at}.{key}";
}
