using PingOneScenarios.Engine.Forecasting;

namespace PingOneScenarios.Cli.Display.Plans;

/// <summary>What there is to say about a step beside its request line: a name and a text each, in the order in which it matters.</summary>
internal static class StepRows
{
    /// <summary>The columns of the longest name; all are filled up to it.</summary>
    public const int NameWidth = 9;

    private const int LongestBody = 4000;
    private const int LongestExpectation = 300;

    public static IReadOnlyList<string[]> Of(ForecastStep step)
    {
        var rows = new List<string[]>();
        AddControl(rows, step);
        if (step.Request is { } request)
            AddRequest(rows, request);
        rows.AddRange(Column("expect", step.Expect.Select(e => Cut(e, LongestExpectation))));
        if (!step.Extracts.IsEmpty)
            rows.Add(["extract", string.Join(", ", step.Extracts.Select(Extracted))]);
        if (step.OnUnknown is { } settled)
            rows.Add(["unknown", step.Probe is { } probe ? $"{settled}: {probe.Method} {probe.Address}" : settled]);
        if (step.Undo is { } undo)
            rows.Add(["undo", $"{undo.Method} {undo.Address}"]);
        return [.. rows.Select(r => (string[])[r[0].PadRight(NameWidth), r[1]])];
    }

    private static string Extracted(ForecastExtraction extraction) =>
        (extraction.IsSecret, extraction.Lasts) switch
        {
            (true, { } time) => $"{extraction.Name} (secret, lasts {time})",
            (true, null) => $"{extraction.Name} (secret)",
            (false, { } time) => $"{extraction.Name} (lasts {time})",
            _ => extraction.Name,
        };

    private static void AddControl(List<string[]> rows, ForecastStep step)
    {
        if (step.When is { } when)
            rows.Add([
                "when",
                when + (step.WhenResult is { } result ? $", which is {(result ? "true" : "false")}" : " (known in the run)"),
            ]);
        if (step.ForEach is { } list)
            rows.Add([
                "for_each",
                $"{(step.Items is { } count ? Items(count) : "as many items as there are")}: {Cut(list, LongestExpectation)}",
            ]);
        if (step.Retry is { } retry)
            rows.Add(["retry", retry]);
    }

    private static void AddRequest(List<string[]> rows, ForecastRequest request)
    {
        rows.AddRange(Column("query", request.Query.Select(Field)));
        rows.AddRange(Column("headers", request.Headers.Select(Field)));
        if (request.Auth is { } auth)
            rows.Add(["auth", auth]);
        if (request.Redirects > 0)
            rows.Add(["redirects", $"followed, at most {request.Redirects}; each is checked anew"]);
        if (request.Body is { } body)
            AddBody(rows, body);
    }

    private static void AddBody(List<string[]> rows, ForecastBody body)
    {
        if (body.MediaType is { } type)
            rows.Add(["type", type]);
        if (body.Text is not { } text)
        {
            rows.AddRange(Column(body.Kind, body.Fields.Select(Field)));
            return;
        }
        var readable = body.Kind == "json" ? ExchangeText.Indented(text) : text;
        rows.AddRange(Column(body.Kind, Cut(readable, LongestBody).ReplaceLineEndings("\n").Split('\n')));
    }

    private static IEnumerable<string[]> Column(string name, IEnumerable<string> texts) =>
        texts.Select((text, i) => (string[])[i == 0 ? name : "", text]);

    private static string Field(ForecastField field) => field.Name.Length == 0 ? field.Text : $"{field.Name}: {field.Text}";

    private static string Items(int count) => count == 1 ? "1 item" : $"{count} items";

    private static string Cut(string text, int longest) =>
        text.Length <= longest ? text : $"{text[..longest]}… ({text.Length - longest:N0} more characters)";
}
