using System.Globalization;
using System.Text.RegularExpressions;

namespace PingOneScenarios.Engine.Reporting.Diffing;

/// <summary>Takes out of texts what is another one in each run: ids, times, random values, the address of a local server.</summary>
/// <param name="runId">Of the run; scenarios put it into the names of what they make.</param>
/// <param name="began">When the run began; null when nobody knows.</param>
internal sealed partial class Normalizer(string runId, DateTimeOffset? began)
{
    /// <summary>A number is a time when it is one from a day before the run to a year behind it: an amount of ten digits is none.</summary>
    private static readonly (TimeSpan Before, TimeSpan Behind) Near = (TimeSpan.FromDays(1), TimeSpan.FromDays(366));

    /// <summary>Turns from one kind of letter to another, a letter.</summary>
    private const double OftenEnough = 0.35;

    public string Of(string text)
    {
        if (runId.Length > 0)
            text = text.Replace(runId, "{run}", StringComparison.Ordinal);
        text = Uuid().Replace(text, "{id}");
        text = Instant().Replace(text, "{time}");
        text = HttpDate().Replace(text, "{time}");
        text = LocalOrigin().Replace(text, "$1{port}");
        text = Epoch().Replace(text, TimeOf);
        text = Base64().Replace(text, Cover);
        return Random().Replace(text, Cover);
    }

    private string TimeOf(Match match)
    {
        var number = long.Parse(match.Value, CultureInfo.InvariantCulture);
        var time = match.Length == 10 ? DateTimeOffset.FromUnixTimeSeconds(number) : DateTimeOffset.FromUnixTimeMilliseconds(number);
        return time - began is { } behind && behind >= -Near.Before && behind <= Near.Behind ? "{time}" : match.Value;
    }

    private static string Cover(Match match) => LooksRandom(match.Value) ? "{random}" : match.Value;

    // Words and names stay with small letters for long; what is drawn at random goes from one kind of letter to another all the time.
    private static bool LooksRandom(string text)
    {
        if (IsHex(text))
            return text.Count(char.IsAsciiDigit) >= 2 && text.Any(char.IsAsciiLetter);
        var turns = 0;
        for (var i = 1; i < text.Length; i++)
            turns += KindOf(text[i]) == KindOf(text[i - 1]) ? 0 : 1;
        return turns > text.Length * OftenEnough;
    }

    private static bool IsHex(string text) => text.All(char.IsAsciiHexDigit);

    private static int KindOf(char letter) =>
        char.IsAsciiDigit(letter) ? 0
        : char.IsAsciiLetterUpper(letter) ? 1
        : char.IsAsciiLetterLower(letter) ? 2
        : 3;

    [GeneratedRegex("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")]
    private static partial Regex Uuid();

    // RFC 3339, also percent-encoded.
    [GeneratedRegex(@"\d{4}-\d\d-\d\d[Tt ]\d\d(:|%3A)\d\d((:|%3A)\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?")]
    private static partial Regex Instant();

    // RFC 9110, section 5.6.7.
    [GeneratedRegex(@"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT")]
    private static partial Regex HttpDate();

    [GeneratedRegex(@"((?:127\.0\.0\.1|localhost|\[::1\])(?::|%3A))\d{2,5}")]
    private static partial Regex LocalOrigin();

    // Seconds and milliseconds since 1970, from 2001 on; one in front of a full stop that ends a sentence too.
    [GeneratedRegex(@"(?<![\w.])([1-9]\d{9}|[1-9]\d{12})(?!\w|\.\d)")]
    private static partial Regex Epoch();

    // A whole text; within one, a slash is that of a path.
    [GeneratedRegex("""(?<=^|["\s,])[A-Za-z0-9+_-][A-Za-z0-9+/_-]{39,}={0,2}(?=$|["\s,])""")]
    private static partial Regex Base64();

    [GeneratedRegex("[A-Za-z0-9_-]{16,}")]
    private static partial Regex Random();
}
