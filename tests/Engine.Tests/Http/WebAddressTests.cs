using System.Text.Json;
using PingOneScenarios.Engine.Http;

namespace PingOneScenarios.Engine.Tests.Http;

/// <summary>Locations are read as browsers read them: the tests of the URL standard.</summary>
public sealed class WebAddressTests
{
    private static readonly string[] Files = ["urltestdata.json", "ada_extra_urltestdata.json"];

    [Fact]
    public void Each_line_of_the_standards_tests_leads_where_browsers_go_or_nowhere()
    {
        var lines = Files.SelectMany(Lines).ToList();
        Assert.SkipWhen(lines.Count == 0, "the tests of the URL standard are not beside the repository");
        Assert.True(lines.Count > 300);
        var found = lines.Select(l => (Line: l, Found: Judge(l))).ToList();
        Assert.DoesNotContain(found, f => f.Found.StartsWith("leads", StringComparison.Ordinal));
        // What needs the mappings of UTS 46 is the answer instead.
        Assert.True(found.Count(f => f.Found == "nowhere") <= 30);
    }

    // What the field says, the address that answered, where browsers go or null for nowhere; only answers of the web redirect.
    private static IEnumerable<string?[]> Lines(string file)
    {
        if (RepositoryRoot.FindCorpus("url", "wpt-via-ada", file) is not { } path)
            return [];
        using var tests = JsonDocument.Parse(File.ReadAllText(path));
        var lines = new List<string?[]>();
        foreach (var test in tests.RootElement.EnumerateArray())
        {
            if (test.ValueKind != JsonValueKind.Object || !test.TryGetProperty("base", out var of))
                continue;
            var (from, to) = (of.GetString(), Href(test));
            // Without a base an address is whole, and means the same wherever it stands.
            from =
                from is null && to is not null && test.GetProperty("input").GetString()!.Contains("://")
                    ? "http://base.example/a/b?c"
                    : from;
            if (from?.StartsWith("http", StringComparison.Ordinal) == true && Uri.TryCreate(from, UriKind.Absolute, out _))
                lines.Add([test.GetProperty("input").GetString(), from, to]);
        }
        return lines;
    }

    private static string? Href(JsonElement test) => test.TryGetProperty("href", out var href) ? href.GetString() : null;

    private static string Judge(string?[] line)
    {
        var to = WebAddress.Resolve(line[0]!, line[1]!);
        var isWeb = line[2]?.Split(':')[0] is "http" or "https";
        if (to is null)
            return isWeb ? "nowhere" : "fine";
        if (!to.IsWeb)
            return isWeb ? "leads out of the web" : "fine";
        var gone = to.Address + to.Fragment;
        // With a user name nothing is followed, so how it is written means nothing.
        return gone == line[2] || gone.Contains('@') && line[2]?.Contains('@') == true ? "fine" : $"leads to {gone}";
    }
}
