using System.Globalization;

namespace PingOneScenarios.Engine.Http.Cookies;

/// <summary>A date as cookies have it: read in whatever order and spelling, as browsers do (RFC 6265, section 5.1.1).</summary>
internal static class CookieDate
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>In UTC; null for what is no date.</summary>
    public static DateTimeOffset? Parse(string text)
    {
        var found = new Found();
        foreach (var range in Tokens(text))
            found.Take(text.AsSpan(range));
        return found.Moment;
    }

    // Two digits are a year from 1970 to 2069.
    private static int Full(int year) =>
        year
        + (
            year is >= 70 and <= 99 ? 1900
            : year <= 69 ? 2000
            : 0
        );

    private static IEnumerable<Range> Tokens(string text)
    {
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && !IsDelimiter(text[i]))
                start = start < 0 ? i : start;
            else if (start >= 0)
            {
                yield return start..i;
                start = -1;
            }
        }
    }

    private static bool IsDelimiter(char c) =>
        c is '\t' or (>= ' ' and <= '/') or (>= ';' and <= '@') or (>= '[' and <= '`') or (>= '{' and <= '~');

    // Behind the digits there may be anything that begins with no digit.
    private static int? Number(ReadOnlySpan<char> token, int fewest, int most)
    {
        var digits = Digits(token);
        return digits >= fewest && digits <= most ? int.Parse(token[..digits], NumberStyles.None, CultureInfo.InvariantCulture) : null;
    }

    private static int Digits(ReadOnlySpan<char> token)
    {
        var end = token.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? token.Length : end;
    }

    private static (int, int, int)? TimeOf(ReadOnlySpan<char> token)
    {
        Span<int> parts = stackalloc int[3];
        for (var i = 0; i < 3; i++)
        {
            var digits = Digits(token);
            if (Number(token, 1, 2) is not { } part || i < 2 && (token.Length == digits || token[digits] != ':'))
                return null;
            parts[i] = part;
            token = token[Math.Min(token.Length, digits + (i < 2 ? 1 : 0))..];
        }
        return (parts[0], parts[1], parts[2]);
    }

    private static int? MonthOf(ReadOnlySpan<char> token)
    {
        for (var i = 0; i < Months.Length; i++)
        {
            if (token.StartsWith(Months[i], StringComparison.OrdinalIgnoreCase))
                return i + 1;
        }
        return null;
    }

    /// <summary>What a date is made of; of each part the first that fits counts.</summary>
    private struct Found
    {
        private (int Hour, int Minute, int Second)? time;
        private int? day;
        private int? month;
        private int? year;

        public readonly DateTimeOffset? Moment =>
            time is { Hour: <= 23, Minute: <= 59, Second: <= 59 } t && day is { } d && month is { } m && year is { } y
                ? MomentOf(Full(y), m, d, t)
                : null;

        public void Take(ReadOnlySpan<char> token)
        {
            if (time is null && TimeOf(token) is { } found)
                time = found;
            else if (day is null && Number(token, 1, 2) is { } number)
                day = number;
            else if (month is null && MonthOf(token) is { } named)
                month = named;
            else
                year ??= Number(token, 2, 4);
        }

        private static DateTimeOffset? MomentOf(int year, int month, int day, (int Hour, int Minute, int Second) time) =>
            year >= 1601 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
                ? new DateTimeOffset(year, month, day, time.Hour, time.Minute, time.Second, TimeSpan.Zero)
                : null;
    }
}
