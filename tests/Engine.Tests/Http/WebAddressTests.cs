using System.Text.Json;
using PingOneScenarios.Engine.Http;

namespace PingOneScenarios.Engine.Tests.Http;

/// <summary>Locations are read as browsers read them: the tests of the URL standard.</summary>
public sealed class WebAddressTests
{
    [Fact]
    public void Each_line_of_the_standards_tests_leads_where_browsers_go_or_nowhere()
    {
        var wrong = new List<string>();
        var (read, nowhere) = (0, new List<string>());
        foreach (var line in File.ReadLines(RepositoryRoot.PathOf("tests", "cases", "locations.txt")).Where(l => l[0] == '['))
        {
            var parts = JsonSerializer.Deserialize<string?[]>(line)!;
            var to = WebAddress.Resolve(parts[0]!, parts[1]!);
            var isWeb = parts[2]?.StartsWith("http", StringComparison.Ordinal) == true;
            read++;
            if (to is null && isWeb)
                nowhere.Add(line);
            var gone = to is { IsWeb: true } ? to.Address + to.Fragment : null;
            // With a user name nothing is followed, so how it is written means nothing.
            if (gone?.Contains('@') == true && parts[2]?.Contains('@') == true)
                continue;
            if (to is not null && (isWeb ? gone != parts[2] : to.IsWeb))
                wrong.Add($"{line} leads to {gone}");
        }
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        Assert.True(read > 300);
        // What needs the mappings of UTS 46 is the answer instead.
        Assert.True(nowhere.Count <= 30, string.Join("\n", nowhere));
    }
}
