using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting.Har;

namespace PingOneScenarios.Engine.Reporting.Curl;

/// <summary>One request as one command to paste into a shell: as it was sent, with names where secrets were. A script of a run is <see cref="CurlReport"/>.</summary>
internal static partial class CurlCommand
{
    /// <summary>Beyond it, in UTF-16 units, a body is not put into a command line.</summary>
    private const int LongestBody = 64 * 1024;

    /// <summary>Null for what is no request of HTTP, which only a stored report can hold.</summary>
    public static string? Of(ExchangeRecord exchange)
    {
        if (!Token().IsMatch(exchange.Method) || !Address().IsMatch(exchange.Address))
            return null;
        var options = ImmutableArray.CreateBuilder<string>();
        options.Add(
            $"curl {(exchange.Method == "HEAD" ? "--head" : $"--request {exchange.Method}")} --url {ShellWord.Quote(exchange.Address)}"
        );
        if (exchange.Credentials is { } credentials)
            options.Add("--user " + ShellWord.Quote(credentials));
        options.AddRange(exchange.RequestHeaders.Where(h => IsSent(h, exchange)).Select(Header));
        if (exchange.RequestBody is { Text: var body })
            options.Add(IsShownAsSent(exchange, body) ? "--data-raw " + ShellWord.Quote(body) : "--data-binary @BODY");
        else if (exchange.RequestDigest is not null)
            options.Add("--data-binary @BODY");
        else if (exchange.Method.Text is "POST" or "PUT" or "PATCH")
            options.Add("--data-raw ''");
        return string.Join(" \\\n  ", options);
    }

    private static bool IsSent(ShownValue header, ExchangeRecord exchange) =>
        Token().IsMatch(header.Name)
        && !HarParts.Is(header, "Content-Length")
        && !HarParts.Is(header, "Transfer-Encoding")
        && !(exchange.Credentials is not null && HarParts.Is(header, "Authorization"));

    // curl takes a name with a semicolon for a header without a value.
    private static string Header(ShownValue header) =>
        "--header " + ShellWord.Quote(header.Text.Length == 0 ? header.Name + ";" : $"{header.Name}: {header.Text}");

    // A file is only named, and the parts of a form of several are shown with other line ends; where a secret stands, the sizes tell nothing.
    private static bool IsShownAsSent(ExchangeRecord exchange, string body) =>
        body.Length <= LongestBody
        && !body.Contains('\0', StringComparison.Ordinal)
        && HarParts.Header(exchange.RequestHeaders, "Content-Type")?.StartsWith("multipart/", true, CultureInfo.InvariantCulture)
            is not true
        && (body.Contains('‹', StringComparison.Ordinal) || Encoding.UTF8.GetByteCount(body) == exchange.RequestSize);

    [GeneratedRegex("^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,80}\\z")]
    private static partial Regex Token();

    [GeneratedRegex("^(https?://|‹)", RegexOptions.IgnoreCase)]
    private static partial Regex Address();
}
