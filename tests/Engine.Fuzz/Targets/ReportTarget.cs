using System.Text;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting;
using PingOneScenarios.Engine.Reporting.Diffing;
using PingOneScenarios.Engine.Reporting.Json;

namespace PingOneScenarios.Engine.Fuzz.Targets;

/// <summary>A stored JSON report.</summary>
internal static class ReportTarget
{
    private const string Seed = """
        {"format":1,"tool":{"version":"1","runtime":".NET","system":"Linux"},"runs":[{"title":"T","path":"a.yaml","runId":"12345678","environment":"e",
        "at":"2026-01-31T12:00:00Z","stepCount":1,"steps":[{"phase":"steps","number":1,"total":1,"depth":0,"id":"a","title":"A","turn":0,"turns":0,"for":"",
        "outcome":"unknown","at":"2026-01-31T12:00:01Z","durationMs":10.5,"method":"POST","target":"/a","attempts":1,"file":"a.yaml","line":3,"extracted":[
        {"name":"x","value":"1","from":"$.x","secret":false}],"uses":["x"],"checks":[{"what":"status","expected":"200","actual":"201","passed":false,"file":
        "a.yaml","line":4}],"problems":[{"file":"a.yaml","line":3,"column":5,"length":4,"source":"    request: POST x","severity":"error","code":"PS4014",
        "message":"m","fix":"f"}],"retries":[],"exchanges":[{"attempt":1,"hop":0,"at":"2026-01-31T12:00:00Z","method":"POST","address":"https://a.example/a",
        "requestHeaders":[{"name":"A","value":"b"}],"requestBody":"{}","requestSize":2,"reason":"","version":"","answerHeaders":[],"answerBody":"",
        "answerSize":0,"failure":"no","durationMs":1,"phases":{"dnsMs":1},"tokens":[{"where":"w","header":{"alg":"none"}}]}]}],"summary":{"outcome":
        "unknown","passed":0,"failed":0,"broken":0,"skipped":0,"unknown":1,"durationMs":11,"doubts":[{"method":"POST","address":"https://a.example/a","step":
        "A","attempt":1,"reason":"r","settlement":"ask"}],"leftBehind":["DELETE https://a.example/a/1"],"undoWasDue":true,"refused":false,"problems":[]},
        "sources":[{"path":"a.yaml","text":"scenario: T\n"}]}],"notStarted":[]}
        """;

    private static readonly ReportTool Tool = new("1", ".NET", "Linux");

    public static FuzzTarget Row { get; } =
        new(
            "report",
            "it is told what is wrong with it, or every other report and a comparison are made of it",
            () => [Encoding.UTF8.GetBytes(Seed)],
            [
                .. "-1 0 100000 9999999999999999999 1e300 null true \"\" [] {} \"0001-01-01T00:00:00Z\" \"depth\": \"number\": \\u0000 \\ud800 , :".Split(
                    ' '
                ),
            ],
            Run
        );

    private static string Run(byte[] input)
    {
        var events = new List<RunEvent>();
        try
        {
            new ReportReader(input).Read(events.Add);
        }
        catch (ReportFormatException e)
        {
            return e.Message.Split(' ')[^1];
        }
        foreach (var reporter in ReporterTable.Rows)
            Write(reporter, events);
        return $"{events.Count} {RunDiff.Compare(events, events).Length}";
    }

    private static void Write(Reporter reporter, List<RunEvent> events)
    {
        using var text = new StringWriter();
        var report = reporter.Create(new ReportSink(text, Tool) { OpenSpool = () => new MemoryStream() });
        foreach (var happened in events)
            report.Observe(happened);
        report.Complete();
        FuzzFailureException.Unless(text.ToString().Length < 1 << 24, $"{reporter.Name} is out of all proportion");
    }
}
