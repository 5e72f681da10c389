using System.Text;
using System.Text.Json.Nodes;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting;
using PingOneScenarios.Engine.Reporting.Diffing;
using PingOneScenarios.Engine.Reporting.Json;

namespace PingOneScenarios.Engine.Tests.Reporting;

/// <summary>A stored report that somebody has changed: what it cannot be is told by its path, and anything else becomes every other report.</summary>
public sealed class StoredReportTests
{
    private static readonly string Stored = ReportText.Of(
        "json",
        [.. SampleRuns.All, .. ResumedRun.Events, .. ManyRuns.Anew("Many", 0, "eu", ("ada", 1))]
    );

    private static readonly Func<JsonNode?>[] Values =
    [
        () => null,
        () => true,
        () => -1,
        () => 0,
        () => 1,
        () => 100_000,
        () => 999_999_999,
        () => int.MaxValue,
        () => long.MaxValue,
        () => long.MinValue,
        () => 1e300,
        () => -0.5,
        () => "",
        () => "0001-01-01T00:00:00Z",
        () => "9999-12-31T23:59:59.9999999+14:00",
        () => "1901-01-01T00:00:00-14:00",
        () => "unknown",
        () => "\0\ud83d\ude00\n\r\u2028</script>]]>" + new string('x', 3000),
        () => "http://[::1/\\?#%zz",
        () => new JsonArray(),
        () => new JsonArray("a", null, 1),
        () => new JsonObject(),
        () => new JsonObject { ["a"] = new JsonArray(new JsonObject()) },
    ];

    [Fact]
    public void No_value_of_any_member_breaks_what_is_made_of_it()
    {
        var (tried, read) = (0, 0);
        foreach (var path in Paths(JsonNode.Parse(Stored)!, []).DistinctBy(ShapeOf))
        {
            foreach (var value in Values)
            {
                var changed = JsonNode.Parse(Stored)!;
                Put(changed, path, value());
                tried++;
                read += IsRead(Encoding.UTF8.GetBytes(changed.ToJsonString())) ? 1 : 0;
            }
        }
        Assert.True(tried > 2000 && read > tried / 10, $"{read} of {tried} were read");
    }

    [Theory]
    [InlineData("\"depth\":0", "\"depth\":100000", "depth")]
    [InlineData("\"depth\":0", "\"depth\":-1", "depth")]
    [InlineData("\"number\":1", "\"number\":-1", "number")]
    [InlineData("\"attempt\":1", "\"attempt\":9999999999", "attempt")]
    public void What_a_number_cannot_be_is_told(string from, string to, string member)
    {
        var at = Stored.IndexOf(from, StringComparison.Ordinal);
        var changed = Stored[..at] + to + Stored[(at + from.Length)..];
        var told = Assert.Throws<ReportFormatException>(() => Events(Encoding.UTF8.GetBytes(changed)));
        Assert.Contains(member + " is not from 0 to", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_is_read_back_as_it_was()
    {
        var events = Events(Encoding.UTF8.GetBytes(Stored));
        Assert.Equal(Stored, ReportText.Of("json", [.. events]));
        Assert.Equal(events.Count, Events([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Stored)]).Count);
    }

    [Fact]
    public void Every_report_of_a_stored_run_that_went_on_is_as_it_was()
    {
        var events = Events(Encoding.UTF8.GetBytes(ReportText.Of("json", ResumedRun.Events)));
        foreach (var reporter in ReporterTable.Rows.Where(r => r.Name != "events"))
            Assert.Equal(Lines(reporter.Name, ResumedRun.Events), Lines(reporter.Name, events));
    }

    // A stored report has what was sent with its step, wherever the run went meanwhile.
    private static IEnumerable<string> Lines(string kind, IEnumerable<RunEvent> events)
    {
        var lines = ReportText.Of(kind, events).Split('\n').Select(line => line.TrimEnd(','));
        return kind == "har" ? lines.Order(StringComparer.Ordinal) : lines;
    }

    [Fact]
    public void A_run_that_went_on_does_the_same_as_one_that_never_stopped() =>
        Assert.Empty(RunDiff.Compare(ResumedRun.Uninterrupted, ResumedRun.Events));

    private static bool IsRead(byte[] report)
    {
        List<RunEvent> events;
        try
        {
            events = Events(report);
        }
        catch (ReportFormatException)
        {
            return false;
        }
        foreach (var reporter in ReporterTable.Rows)
            _ = ReportText.Of(reporter.Name, [.. events]);
        _ = RunDiff.Compare(events, SampleRuns.All);
        _ = RunDiff.Compare(SampleRuns.All, events);
        return true;
    }

    private static List<RunEvent> Events(byte[] report)
    {
        var events = new List<RunEvent>();
        new ReportReader(report).Read(events.Add);
        return events;
    }

    private static IEnumerable<List<object>> Paths(JsonNode node, List<object> path)
    {
        if (path.Count > 0)
            yield return path;
        IEnumerable<(object Key, JsonNode? Member)> members = node switch
        {
            JsonObject map => map.Select(m => ((object)m.Key, m.Value)),
            JsonArray list => list.Select((item, i) => ((object)i, item)),
            _ => [],
        };
        foreach (var inner in members.Where(m => m.Member is not null).SelectMany(m => Paths(m.Member!, [.. path, m.Key])))
            yield return inner;
    }

    // One item of a list is as good as another.
    private static string ShapeOf(List<object> path) => string.Join('.', path.Select(key => key is int ? "[]" : key));

    private static void Put(JsonNode root, List<object> path, JsonNode? value)
    {
        var node = root;
        foreach (var key in path[..^1])
            node = key is int number ? node[number]! : node[(string)key]!;
        if (path[^1] is int last)
            node[last] = value;
        else
            node[(string)path[^1]] = value;
    }
}
