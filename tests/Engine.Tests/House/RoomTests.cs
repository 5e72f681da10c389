namespace PingOneScenarios.Engine.Tests.House;

/// <summary>Who may look where: the table of engine/README.md, held against the symbols that the files of each room mention.</summary>
public sealed class RoomTests
{
    private static readonly IReadOnlyDictionary<string, string[]> Table = RoomTable.Read();

    // The assembly of a package, and the room that keeps it.
    private static readonly Dictionary<string, string> Keepers = new(StringComparer.Ordinal)
    {
        ["Scriban.Signed"] = "Templating",
        ["AngleSharp"] = "Templating",
        ["Microsoft.IdentityModel.JsonWebTokens"] = "Templating",
        ["Microsoft.IdentityModel.Tokens"] = "Templating",
        ["YamlDotNet"] = "Yaml",
        ["RestSharp"] = "Http",
        ["ZstdSharp"] = "Http",
        ["Sep"] = "Batch",
        ["HdrHistogram"] = "Batch",
    };

    public static TheoryData<string> Rooms => [.. Table.Keys];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_looks_only_where_the_table_allows(string room)
    {
        var strangers = EngineCode
            .Mentions.Where(m => m.From == room && Table.ContainsKey(m.To) && !Table[room].Contains(m.To))
            .Select(m => $"{m.File} looks at {m.To}");
        Assert.Empty(strangers);
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_has_no_right_that_it_does_not_use(string room)
    {
        var used = EngineCode.Mentions.Where(m => m.From == room).Select(m => m.To);
        Assert.Empty(Table[room].Except(used));
    }

    [Fact]
    public void The_rooms_of_the_table_are_the_folders_of_the_engine_and_its_top()
    {
        var folders = Directory
            .EnumerateDirectories(RepositoryRoot.PathOf("engine", "Engine"))
            .Select(folder => Path.GetFileName(folder))
            .Where(name => name is not ("bin" or "obj"));
        Assert.Equal(folders.Append(EngineCode.TopLevel).Order(StringComparer.Ordinal), Table.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_package_is_looked_at_by_the_room_that_keeps_it()
    {
        var strangers = EngineCode
            .Mentions.Where(m => Keepers.TryGetValue(m.To, out var keeper) && m.From != keeper)
            .Select(m => $"{m.File} looks at {m.To}");
        Assert.Empty(strangers);
    }

    [Fact]
    public void Each_package_that_is_kept_is_looked_at_by_its_keeper()
    {
        var looked = EngineCode.Mentions.Select(m => (m.To, m.From)).ToHashSet();
        Assert.DoesNotContain(Keepers, keeper => !looked.Contains((keeper.Key, keeper.Value)));
    }

    [Fact]
    public void Scriban_is_named_in_Templating_only()
    {
        var inside = RepositoryRoot.PathOf("engine", "Engine", "Templating") + Path.DirectorySeparatorChar;
        var strangers = Directory
            .EnumerateFiles(RepositoryRoot.PathOf("engine"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.StartsWith(inside, StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal))
            .Where(file => File.ReadAllText(file).Contains("Scriban", StringComparison.Ordinal));
        Assert.Empty(strangers);
    }

    [Fact]
    public void The_emulator_shares_no_code_with_the_engine()
    {
        var files = Directory.EnumerateFiles(RepositoryRoot.PathOf("engine", "Emulator"), "*.cs", SearchOption.AllDirectories);
        Assert.DoesNotContain(files, file => File.ReadAllText(file).Contains("PingOneScenarios.Engine", StringComparison.Ordinal));
    }
}
