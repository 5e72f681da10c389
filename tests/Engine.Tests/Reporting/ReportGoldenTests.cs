namespace PingOneScenarios.Engine.Tests.Reporting;

/// <summary>Each kind of report of the same events: readable text for the usual ones, and nothing that gets loose for hostile ones.</summary>
public sealed class ReportGoldenTests
{
    private static readonly (string Kind, string Extension)[] Kinds =
    [
        ("junit", "junit"),
        ("tap", "tap"),
        ("har", "har"),
        ("markdown", "md"),
        ("curl", "sh"),
    ];

    public static TheoryData<string, string> Files => [.. Kinds.Select(k => (k.Kind, k.Extension))];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_report_is_as_it_was(string kind, string extension)
    {
        Golden.Check(
            $"reports/usual.{extension}",
            ReportText.Of(kind, [.. SampleRuns.Passed, .. SampleRuns.Failed, SampleRuns.NotStarted])
        );
        Golden.Check($"reports/hostile.{extension}", ReportText.Of(kind, SampleRuns.Odd));
    }

    [Theory]
    [MemberData(nameof(Files))]
    [InlineData("json", "json")]
    [InlineData("events", "events")]
    public void A_report_says_how_a_run_went_on_that_had_stopped(string kind, string extension) =>
        Golden.Check($"reports/resumed.{extension}", ReportText.Of(kind, ResumedRun.Events));

    [Theory]
    [MemberData(nameof(Files))]
    [InlineData("json", "json")]
    [InlineData("events", "events")]
    public void A_report_tells_the_runs_of_one_scenario_apart(string kind, string extension)
    {
        Golden.Check($"reports/rows.{extension}", ReportText.Of(kind, ManyRuns.Rows));
        Golden.Check($"reports/matrix.{extension}", ReportText.Of(kind, ManyRuns.Matrix));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_report_of_nothing_is_whole(string kind, string extension) =>
        Golden.Check($"reports/nothing.{extension}", ReportText.Of(kind, []));

    [Theory]
    [MemberData(nameof(Files))]
    public void No_report_holds_a_letter_that_moves_a_cursor_or_hides_text(string kind, string extension)
    {
        _ = extension;
        var text = ReportText.Of(kind, SampleRuns.All);
        // JSON is read by programs, which are to get what there was.
        var unsafeLetters = kind == "har" ? "\u0007\u001b" : "\u202e\u0007\u001b\u200b\r\ufffe";
        Assert.DoesNotContain(text, letter => unsafeLetters.Contains(letter, StringComparison.Ordinal));
    }
}
