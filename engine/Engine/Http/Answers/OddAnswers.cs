namespace PingOneScenarios.Engine.Http.Answers;

/// <summary>
/// What .NET could not read of an answer. Only here the text of an exception is looked at: it quotes the line that came, which is the
/// server's and not what was sent; like all the server says it leaves through the mask (trust rule 13).
/// </summary>
internal static class OddAnswers
{
    /// <summary>In characters.</summary>
    private const int LongestLine = 120;

    /// <summary>Why an answer is none; null when that is not what the exception is about.</summary>
    public static Unanswered? Explain(Exception failure) =>
        ErrorOf(failure) switch
        {
            HttpRequestError.InvalidResponse => new Unanswered(SendFailure.NotHttp, Words(failure.Message)),
            HttpRequestError.ResponseEnded => new Unanswered(SendFailure.Cut, "the connection broke off before the answer was complete"),
            _ => null,
        };

    private static HttpRequestError? ErrorOf(Exception failure) =>
        failure switch
        {
            HttpRequestException request => request.HttpRequestError,
            HttpIOException reading => reading.HttpRequestError,
            _ => null,
        };

    private static string Words(string message)
    {
        var (part, unread) =
            Has("status") && Has("code") ? ("the status in its first line is", "the status in its first line is no number of three digits")
            : Has("status") ? ("its first line is", "its first line is not that of an answer")
            : Has("chunk") ? ("the length of one of its chunks is", "the length of one of its chunks is no number")
            : Has("header") ? ("one of its header lines is", "one of its header lines is none")
            : ("it says", "it is not as HTTP has it");
        return LineIn(message) is { Length: > 0 } line ? $"{part} \"{line}\"" : unread;

        bool Has(string word) => message.Contains(word, StringComparison.OrdinalIgnoreCase);
    }

    // 'the line', or behind the name of the text where texts are left out of the executable.
    private static string LineIn(string message)
    {
        var start = message.IndexOf('\'', StringComparison.Ordinal);
        var end = message.LastIndexOf('\'');
        var line = start >= 0 && end > start ? message[(start + 1)..end].Trim() : "";
        return line.Length <= LongestLine ? line : line[..LongestLine] + "…";
    }
}
