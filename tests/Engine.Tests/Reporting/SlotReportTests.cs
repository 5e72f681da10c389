using System.Text;
using System.Text.Json.Nodes;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting.Json;

namespace PingOneScenarios.Engine.Tests.Reporting;

/// <summary>Which of many runs one is, in a JSON report and back.</summary>
public sealed class SlotReportTests
{
    public static readonly TheoryData<string, BatchSlot?> Slots = new()
    {
        { "", null },
        {
            """{"index":0,"attempt":1}""",
            new BatchSlot { Index = 0 }
        },
        {
            """{"index":7,"attempt":1,"shard":"2/5"}""",
            new BatchSlot { Index = 7, Shard = Masked.Text("2/5") }
        },
        {
            """{"index":9999999999,"batch":"b1","rowNumber":5000000000,"row":"ann","attempt":3}""",
            new BatchSlot
            {
                Index = 9_999_999_999,
                Batch = Masked.Text("b1"),
                RowNumber = 5_000_000_000,
                Row = Masked.Text("ann"),
                Attempt = 3,
            }
        },
        {
            """{"index":1,"rowNumber":1,"row":"","attempt":1}""",
            new BatchSlot
            {
                Index = 1,
                RowNumber = 1,
                Row = Masked.Text(""),
            }
        },
    };

    [Theory, MemberData(nameof(Slots))]
    public void A_slot_is_written_and_read_back(string json, BatchSlot? slot)
    {
        var report = ReportText.Of("json", [.. SampleRuns.Passed.Select(e => e is RunStarted s ? s with { Slot = slot } : e)]);
        var written = JsonNode.Parse(report)!["runs"]![0]!["slot"];
        Assert.Equal(json, written?.ToJsonString() ?? "");
        Assert.Equal(slot, Read(report).OfType<RunStarted>().Single().Slot);
    }

    [Theory]
    [InlineData("index", "-1")]
    [InlineData("index", "9223372036854775807")]
    [InlineData("index", "\"1\"")]
    [InlineData("rowNumber", "-5")]
    [InlineData("attempt", "-2")]
    [InlineData("shard", "{}")]
    public void What_no_slot_can_be_is_told_by_its_path(string name, string value)
    {
        var slot = new BatchSlot { Index = 1, RowNumber = 2 };
        var report = JsonNode.Parse(
            ReportText.Of("json", [.. SampleRuns.Passed.Select(e => e is RunStarted s ? s with { Slot = slot } : e)])
        )!;
        report["runs"]![0]!["slot"]![name] = JsonNode.Parse(value);
        var refused = Assert.Throws<ReportFormatException>(() => Read(report.ToJsonString()));
        Assert.StartsWith($"$.runs[0].slot.{name} ", refused.Message, StringComparison.Ordinal);
    }

    private static List<RunEvent> Read(string report)
    {
        var events = new List<RunEvent>();
        new ReportReader(Encoding.UTF8.GetBytes(report)).Read(events.Add);
        return events;
    }
}
