using System.Globalization;

namespace PingOneScenarios.Engine.Http.Answers;

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
        var (codings, isChunked, length, isNumber, isOne) = (0, true, (string?)null, true, true);
        foreach (var (name, value) in exchange.Headers)
        {
            if (name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase))
                isChunked &= ++codings == 1 && value.AsSpan().Trim().Equals("chunked", StringComparison.OrdinalIgnoreCase);
            else if (name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
            {
                isNumber &= long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _);
                isOne &= length is null || length == value;
                length = value;
            }
        }
        return !isChunked ? NotHttp("its Transfer-Encoding is not chunked")
            // .NET takes an unreadable length for none, and would read until the connection ends.
            : !isNumber ? NotHttp("its Content-Length is no number")
            : !isOne ? NotHttp("it has two lengths")
            : length is not null && codings > 0 ? NotHttp("it has a Content-Length and comes in chunks")
            : null;
    }

    private static Unanswered NotHttp(string why) => new(SendFailure.NotHttp, why);
}
