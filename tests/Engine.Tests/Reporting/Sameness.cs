using System.Text.RegularExpressions;

namespace PingOneScenarios.Engine.Tests.Reporting;

/// <summary>Two reports of the same runs, times and ids aside: what is left has to be equal to the letter.</summary>
internal static partial class Sameness
{
    /// <summary>A report with signs in place of what is another in each run. What is in the order of durations is left out.</summary>
    /// <param name="kind">As in <c>--report</c>.</param>
    /// <param name="report">Its whole text.</param>
    public static string Of(string kind, string report)
    {
        var text = Instant().Replace(report, "{time}");
        text = HttpDate().Replace(text, "{time}");
        text = Uuid().Replace(text, "{id}");
        text = LocalOrigin().Replace(text, "$1{port}");
        return kind switch
        {
            "json" or "events" or "har" => RunMember().Replace(Milliseconds().Replace(text, "$1{ms}"), "$1{run}"),
            "junit" => RunProperty().Replace(Seconds().Replace(text, "$1{s}"), "$1{run}"),
            "tap" => RunWord().Replace(TapDuration().Replace(text, "$1{ms}"), "$1{run}"),
            "curl" => RunWord().Replace(text, "$1{run}"),
            "markdown" => Spans(SlowestSection().Replace(text, "")),
            "html" => Html(text),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
    }

    /// <summary>Fails with the first line that differs.</summary>
    /// <param name="kind">As in <c>--report</c>.</param>
    /// <param name="expected">The report of one run after the other.</param>
    /// <param name="actual">The other.</param>
    public static void Check(string kind, string expected, string actual)
    {
        var (a, b) = (Of(kind, expected).Split('\n'), Of(kind, actual).Split('\n'));
        for (var i = 0; i < Math.Min(a.Length, b.Length); i++)
            Assert.True(a[i] == b[i], $"{kind}, line {i + 1}:\n- {a[i]}\n+ {b[i]}");
        Assert.Equal(a.Length, b.Length);
    }

    // Drawings follow the times.
    private static string Html(string page)
    {
        var text = SlowestPart().Replace(page, "");
        text = Drawing().Replace(text, "<svg/>");
        text = Ticks().Replace(text, "");
        text = Key().Replace(text, "");
        text = RunFact().Replace(text, "$1{run}");
        return Spans(text);
    }

    private static string Spans(string text) => Span().Replace(text, "{span}");

    [GeneratedRegex(@"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z| UTC|[+-]\d\d:\d\d)?")]
    private static partial Regex Instant();

    [GeneratedRegex(@"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT")]
    private static partial Regex HttpDate();

    [GeneratedRegex("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")]
    private static partial Regex Uuid();

    [GeneratedRegex(@"((?:127\.0\.0\.1|localhost|\[::1\])(?::|%3A))\d{2,5}")]
    private static partial Regex LocalOrigin();

    [GeneratedRegex("""("(?:\w+Ms|time|onLoad|blocked|dns|connect|ssl|send|wait|receive)": ?)-?[0-9.]+""")]
    private static partial Regex Milliseconds();

    [GeneratedRegex("""("runId": ?"?|, run )[^",)]+""")]
    private static partial Regex RunMember();

    [GeneratedRegex("""( time=)"[0-9.]+"?""")]
    private static partial Regex Seconds();

    [GeneratedRegex("""(<property name="run" value=)"[^"]*"?""")]
    private static partial Regex RunProperty();

    [GeneratedRegex(@"(, run )\w+")]
    private static partial Regex RunWord();

    [GeneratedRegex(@"(duration_ms: )[0-9.]+")]
    private static partial Regex TapDuration();

    [GeneratedRegex("### Slowest steps\n(?:.|\n)*?(?=\n### |$(?!\n))")]
    private static partial Regex SlowestSection();

    [GeneratedRegex("""<section class="slowest">(?:.|\n)*?</section>""")]
    private static partial Regex SlowestPart();

    [GeneratedRegex("""<svg class="bar-line"(?:.|\n)*?</svg>""")]
    private static partial Regex Drawing();

    [GeneratedRegex("""<div class="ticks"(?:.|\n)*?</div>""")]
    private static partial Regex Ticks();

    [GeneratedRegex("""<li class="key \w+">.*?</li>\n""")]
    private static partial Regex Key();

    [GeneratedRegex("""(<dt>Run</dt><dd>|, run )\w+""")]
    private static partial Regex RunFact();

    [GeneratedRegex(@"\b[0-9.,]+ (?:µs|ms|s|min|h)\b(?: [0-9]+ (?:ms|s|min)\b)?")]
    private static partial Regex Span();
}
