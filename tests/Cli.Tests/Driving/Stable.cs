using System.Text.RegularExpressions;

namespace PingOneScenarios.Cli.Tests.Driving;

/// <summary>Takes out of a text what is another one each time: ports, ids, times, keys.</summary>
internal static partial class Stable
{
    public static string Text(string text, Peers peers)
    {
        foreach (var (placeholder, address) in peers.Names)
            text = text.Replace(address, placeholder, StringComparison.Ordinal);
        return Text(text);
    }

    public static string Text(string text)
    {
        // The library calls the command by the name of the process.
        text = text.Replace("PingOneScenarios.Cli.Tests ", "p1s ", StringComparison.Ordinal);
        text = Uuid().Replace(text, "{uuid}");
        text = RunId().Replace(text, "{run}");
        text = Address().Replace(text, "127.0.0.1:{port}");
        text = HttpDate().Replace(text, "{date}");
        text = Instant().Replace(text, "{instant}");
        text = ClaimedTime().Replace(text, "$1{seconds}");
        text = Distance().Replace(text, "({while} $1 ");
        text = KeyMaterial().Replace(text, "{key}");
        text = LengthHeader().Replace(text, "Content-Length: {n}");
        text = Processors().Replace(text, "{processors} at a time");
        text = Slowest().Replace(text, "$1{file}");
        return Duration().Replace(text, m => "{time}".PadLeft(m.Value[0] == ' ' ? m.Length : 0));
    }

    [GeneratedRegex(@"\d+ at a time(?=, as many as there are processors)")]
    private static partial Regex Processors();

    // The one of nothing but zeros is the same each time.
    [GeneratedRegex("(?!0{8}-0{4})[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Uuid();

    [GeneratedRegex("(?<![0-9A-Za-z-])[0-9a-f]{8}(?![0-9A-Za-z-])")]
    private static partial Regex RunId();

    [GeneratedRegex(@"127\.0\.0\.1:\d{4,5}")]
    private static partial Regex Address();

    [GeneratedRegex(@"\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT")]
    private static partial Regex HttpDate();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT[\d:.]+Z")]
    private static partial Regex Instant();

    [GeneratedRegex("(\"(?:iat|exp)\":|\\bexp )\\d{10}")]
    private static partial Regex ClaimedTime();

    [GeneratedRegex(@"\([\d min]+s?[\d s]* (after|before) (?=it was sent)")]
    private static partial Regex Distance();

    [GeneratedRegex("(?<=\")[A-Za-z0-9+/_-]{27,}=*(?=[\"…])")]
    private static partial Regex KeyMaterial();

    [GeneratedRegex(@"Content-Length: \d+")]
    private static partial Regex LengthHeader();

    // Which file it is differs from run to run.
    [GeneratedRegex(@"(?m)^((?:  slowest| {9}) +\d+(?:\.\d)? m?s  )\S+$")]
    private static partial Regex Slowest();

    [GeneratedRegex(@" {2,}\d+(\.\d)? m?s\b|(?<=\bin )\d+(\.\d)? m?s\b")]
    private static partial Regex Duration();
}
