using System.Text.RegularExpressions;

namespace PingOneScenarios.Engine.Tests.House;

/// <summary>Who may look where: the table of engine/README.md, held against what the files of each room mention.</summary>
public sealed partial class RoomTests
{
    private static readonly string[] Model = ["Diagnostics", "Values", "JsonPaths", "Templating", "Scenarios"];

    private static readonly Dictionary<string, string[]> MayLookAt = new(StringComparer.Ordinal)
    {
        ["Diagnostics"] = [],
        ["JsonPaths"] = [],
        ["Values"] = ["Diagnostics"],
        ["Templating"] = ["Diagnostics", "Values", "JsonPaths"],
        ["Scenarios"] = ["Diagnostics", "Values", "JsonPaths", "Templating"],
        ["Files"] = ["Diagnostics", "Values"],
        ["Yaml"] = ["Diagnostics", "Values"],
        ["Language"] = [.. Model, "Yaml"],
        ["Loading"] = [.. Model, "Files", "Yaml", "Language"],
        ["Formatting"] = [.. Model, "Yaml", "Language"],
        ["Authoring"] = [],
        ["Trust"] = Model,
        ["Documenting"] = [.. Model, "Trust"],
        ["Planning"] = [.. Model, "Trust"],
        ["Editing"] = [.. Model, "Trust", "Yaml", "Language", "Loading", "Planning"],
        ["Http"] = [.. Model, "Trust"],
        ["Forecasting"] = [.. Model, "Trust", "Planning", "Http"],
        ["Extractors"] = [.. Model, "Trust", "Http"],
        ["Expectations"] = [.. Model, "Trust", "Http"],
        ["Events"] = ["Diagnostics", "Values"],
        ["Execution"] = [.. Model, "Planning", "Trust", "Http", "Extractors", "Expectations", "Events"],
        ["Reference"] = [.. Model, "Yaml", "Language", "Loading", "Expectations"],
        ["Leaks"] = ["Values", "Trust"],
        ["Reporting"] = ["Diagnostics", "Values", "Events"],
    };

    public static TheoryData<string> Rooms => [.. MayLookAt.Keys.Where(room => Directory.Exists(PathOf(room)))];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_looks_only_where_the_table_allows(string room)
    {
        var allowed = MayLookAt[room].Append(room).ToHashSet(StringComparer.Ordinal);
        var strangers = Directory
            .EnumerateFiles(PathOf(room), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => MentionedRooms(File.ReadAllText(file)).Select(mentioned => (File: Path.GetFileName(file), Room: mentioned)))
            .Where(mention => !allowed.Contains(mention.Room))
            .Distinct()
            .Select(mention => $"{room}/{mention.File} looks at {mention.Room}")
            .ToList();
        Assert.Empty(strangers);
    }

    [Fact]
    public void Every_folder_of_the_engine_is_a_room_of_the_table()
    {
        var folders = Directory.EnumerateDirectories(PathOf("")).Select(d => Path.GetFileName(d)!).Where(d => d is not ("bin" or "obj"));
        Assert.Empty(folders.Except(MayLookAt.Keys));
    }

    [Fact]
    public void The_emulator_shares_no_code_with_the_engine()
    {
        var files = Directory.EnumerateFiles(RepositoryRoot.PathOf("engine", "Emulator"), "*.cs", SearchOption.AllDirectories);
        Assert.DoesNotContain(files, file => File.ReadAllText(file).Contains("PingOneScenarios.Engine", StringComparison.Ordinal));
    }

    [Fact]
    public void Less_than_a_third_of_the_engines_types_are_public()
    {
        var types = typeof(Workspace)
            .Assembly.GetTypes()
            .Where(t => !t.IsNested && !t.Name.Contains('<', StringComparison.Ordinal))
            .ToList();
        Assert.InRange(types.Count(t => t.IsPublic), 1, types.Count / 3);
    }

    // "using PingOneScenarios.Engine.Http" and the shorter "Http.HttpExchange" inside our own namespaces.
    private static IEnumerable<string> MentionedRooms(string text)
    {
        var code = string.Join('\n', text.Split('\n').Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)));
        return MentionPattern().Matches(code).Select(m => m.Groups[1].Value).Where(MayLookAt.ContainsKey).Distinct(StringComparer.Ordinal);
    }

    private static string PathOf(string room) => RepositoryRoot.PathOf("engine", "Engine", room);

    [GeneratedRegex(@"(?:PingOneScenarios\.Engine\.|(?<![\w.""]))(\w+)\b(?=\.[A-Z]|;)")]
    private static partial Regex MentionPattern();
}
