using System.Globalization;

namespace PingOneScenarios.Engine.Http;

/// <summary>
/// Answers that .NET takes although readers differ in where they end or what they say (RFC 9112, sections 5 and 6); an answer that
/// is not understood in one way only never passes.
/// </summary>
internal static class AnswerFraming
{
    /// <summary>In characters; the phrase means nothing, but is shown.</summary>
    private const int LongestReason = 1000;

    /// <summary>Why an answer is none, or null.</summary>
    public static Unanswered? Objection(HttpExchange exchange)
    {
        if (exchange.Reason.Length > LongestReason)
            return new Unanswered(SendFailure.TooLarge, "the answer has a reason phrase of more than 1,000 characters") { IsFinal = true };
        var codings = ValuesOf(exchange, "Transfer-Encoding");
        var lengths = ValuesOf(exchange, "Content-Length");
        return codings.Count > 1 || codings is [var coding] && !coding.Trim().Equals("chunked", StringComparison.OrdinalIgnoreCase)
                ? NotHttp("its Transfer-Encoding is not chunked")
            // .NET takes an unreadable length for none, and would read until the connection ends.
            : lengths.Any(l => !long.TryParse(l, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                ? NotHttp("its Content-Length is no number")
            : lengths.Distinct(StringComparer.Ordinal).Count() > 1 ? NotHttp("it has two lengths")
            : lengths.Count > 0 && codings.Count > 0 ? NotHttp("it has a Content-Length and comes in chunks")
            : null;
    }

    private static List<string> ValuesOf(HttpExchange exchange, string name) =>
        [.. exchange.Headers.Where(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(h => h.Value)];

    private static Unanswered NotHttp(string why) => new(SendFailure.NotHttp, why);
}
