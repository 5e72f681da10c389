using System.Text;
using System.Text.Json;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting.Json;

namespace PingOneScenarios.Engine.Tests.Reporting;

/// <summary>What a journal keeps of the events of a run: all of it.</summary>
public sealed class EventLogTests
{
    private const int Seeds = 40;

    [Fact]
    public void Every_event_is_read_back_as_it_was()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            RunEvent[] told = [.. new RandomEvents(seed).Run(30)];
            AssertSame(told, Read(Written(told)));
        }
    }

    [Fact]
    public void The_events_of_usual_and_of_hostile_runs_are_read_back_as_they_were()
    {
        RunEvent[] told = [.. SampleRuns.All.Select(e => e with { At = SampleRuns.NotStarted.At }), .. ResumedRun.Events];
        AssertSame(told, Read(Written(told)));
    }

    [Fact]
    public void The_code_of_a_problem_is_that_of_the_table()
    {
        var problem = new Diagnostic(DiagnosticCodes.StatusMismatch, new SourceText("a.yaml", "a").Beginning, "what", null, "fix");
        var read = Read(Written([Masked.NotStarted("a.yaml", problem) with { At = SampleRuns.NotStarted.At }]));
        Assert.Same(DiagnosticCodes.StatusMismatch, Assert.Single(((RunNotStarted)read[0]).Problems).Code);
    }

    [Fact]
    public void The_random_events_leave_no_member_at_one_value()
    {
        var members = Enumerable
            .Range(0, Seeds)
            .SelectMany(seed => new RandomEvents(seed).Run(30))
            .SelectMany(EveryMember.Of)
            .ToLookup(m => m.Path, m => m.Value);
        Assert.Empty(
            members.Where(m => m.Distinct().Count() == 1).Select(m => m.Key).Where(path => !members.Any(m => IsWithin(m.Key, path)))
        );
    }

    [Fact]
    public void The_exchange_of_a_step_is_written_once()
    {
        RunEvent[] told = [.. SampleRuns.Failed];
        var sent = (RequestSent)told[2];
        told[3] = (StepFinished)told[3] with { Exchange = sent.Exchange };
        var lines = Written(told);
        Assert.EndsWith("\"exchange\":true}", lines[3], StringComparison.Ordinal);
        AssertSame(told, Read(lines));
    }

    [Theory]
    [InlineData(null, true, true)]
    [InlineData(0L, false, false)]
    [InlineData(3L, false, false)]
    [InlineData(4L, true, false)]
    [InlineData(11L, true, false)]
    [InlineData(12L, true, true)]
    public void A_long_body_is_written_as_its_length_and_its_hash(long? most, bool keepsRequest, bool keepsAnswer)
    {
        var told = ((RequestSent)SampleRuns.Passed[2]).Exchange with
        {
            RequestBody = Masked.Text("four"),
            AnswerBody = Masked.Text("✓✓✓✓"),
        };
        var step = (StepFinished)SampleRuns.Passed[3] with { Exchange = told };
        RunEvent[] events = [new RequestSent(step.Step, told) { At = step.At }, step];
        var log = new EventLog(most);
        var read = Read([.. events.Select(e => Line(log, e))]);
        var exchange = ((RequestSent)read[0]).Exchange;
        Assert.Same(exchange, ((StepFinished)read[1]).Exchange);
        Assert.Equal(keepsRequest ? told.RequestBody : null, exchange.RequestBody);
        Assert.Equal(keepsRequest ? null : 4, exchange.RequestDigest?.Size);
        Assert.Equal(keepsAnswer ? told.AnswerBody : default, exchange.AnswerBody);
        Assert.Equal(
            keepsAnswer ? null : "12 529b34114bced66598c5b43488f26e439d26e53a08a8f786ca207f38e65cfdbb",
            exchange.AnswerDigest is { } digest ? $"{digest.Size} {digest.Sha256}" : null
        );
    }

    [Fact]
    public void What_is_not_there_is_not_said_to_be_left_out()
    {
        var told = ((RequestSent)SampleRuns.Passed[2]).Exchange with { RequestBody = null, AnswerBody = default };
        Assert.Same(told, told.WithBodiesUpTo(0));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"event\":\"stepEnded\",\"at\":\"2026-01-31T12:00:00Z\"}")]
    [InlineData("{\"event\":\"runResumed\",\"at\":\"2026-01-31T12:00:00Z\"}")]
    [InlineData("{\"event\":\"runResumed\",\"stoppedAt\":\"2026-01-31T12:00:00Z\",\"why\":\"\"}")]
    public void What_it_did_not_write_is_told(string json) => Assert.Throws<ReportFormatException>(() => Read([json]));

    // What may be absent has a path for its absence, and others for what it is.
    private static bool IsWithin(string inner, string path) =>
        path.EndsWith(EveryMember.Absent, StringComparison.Ordinal)
        && inner != path
        && inner.StartsWith(path[..^EveryMember.Absent.Length], StringComparison.Ordinal);

    private static void AssertSame(RunEvent[] expected, RunEvent[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(EveryMember.Of(expected[i]), EveryMember.Of(actual[i]));
    }

    private static string[] Written(RunEvent[] told)
    {
        var log = new EventLog();
        return [.. told.Select(e => Line(log, e))];
    }

    private static string Line(EventLog log, RunEvent happened)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
            log.Write(json, happened);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static RunEvent[] Read(string[] lines)
    {
        var log = new EventLog();
        return [.. lines.Select(line => Read(log, line))];
    }

    private static RunEvent Read(EventLog log, string line)
    {
        using var document = JsonDocument.Parse(line);
        return log.Read(document.RootElement);
    }
}
