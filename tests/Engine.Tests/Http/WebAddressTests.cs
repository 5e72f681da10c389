using System.Text.Json;
using PingOneScenarios.Engine.Http;

namespace PingOneScenarios.Engine.Tests.Http;

/// <summary>Locations are read as browsers read them: the tests of the URL standard.</summary>
public sealed class WebAddressTests
{
    [Fact]
    public void Each_line_of_the_standards_tests_leads_where_browsers_go_or_nowhere()
    {
        var lines = File.ReadLines(RepositoryRoot.PathOf("tests", "cases", "locations.txt")).Where(l => l[0] == '[').ToList();
        Assert.True(lines.Count > 300);
        var found = lines.Select(l => (Line: l, Found: Judge(JsonSerializer.Deserialize<string?[]>(l)!))).ToList();
        Assert.DoesNotContain(found, f => f.Found.StartsWith("leads", StringComparison.Ordinal));
        // What needs the mappings of UTS 46 is the answer instead.
        Assert.True(found.Count(f => f.Found == "nowhere") <= 30);
    }

    private static string Judge(string?[] line)
    {
        var to = WebAddress.Resolve(line[0]!, line[1]!);
        var isWeb = line[2]?.StartsWith("http", StringComparison.Ordinal) == true;
        if (to is null)
            return isWeb ? "nowhere" : "fine";
        if (!to.IsWeb)
            return isWeb ? "leads out of the web" : "fine";
        var gone = to.Address + to.Fragment;
        // With a user name nothing is followed, so how it is written means nothing.
        return gone == line[2] || gone.Contains('@') && line[2]?.Contains('@') == true ? "fine" : $"leads to {gone}";
    }
}
