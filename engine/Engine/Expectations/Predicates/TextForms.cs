using System.Buffers;
using System.Globalization;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Expectations.Predicates;

/// <summary>The well-known forms of text.</summary>
internal static class TextForms
{
    private const string UuidForm = "hhhhhhhh-hhhh-hhhh-hhhh-hhhhhhhhhhhh";
    private const string TimestampForm = "dddd-dd-ddTdd:dd:dd";

    // RFC 5321 section 4.5.3.1: the local part has at most 64 octets, an address 254.
    private const int LongestLocalPart = 64;
    private const int LongestAddress = 254;

    // RFC 3986 has none of these; a parser that takes a backslash for a slash finds another host.
    private static readonly SearchValues<char> NotInAddress = SearchValues.Create("\\<>\"^`{|}");

    private static readonly SearchValues<char> NotInLocalPart = SearchValues.Create(" \t\r\n\"(),:;<>@[\\]");

    /// <summary>RFC 9562 section 4, in either case, of any version.</summary>
    public static bool IsUuid(Value? value) => value is TextValue text && Fits(text.Text, UuidForm);

    /// <summary>An absolute http or https address.</summary>
    public static bool IsUrl(Value? value) =>
        value is TextValue { Text: var text }
        && (
            text.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
        )
        && !HasUnseen(text)
        && !text.AsSpan().ContainsAny(NotInAddress)
        && Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address.Host.Length > 0;

    /// <summary>One @ between a local part without quotes and a domain of at least two labels.</summary>
    public static bool IsEmail(Value? value)
    {
        if (value is not TextValue { Text: { Length: <= LongestAddress } text })
            return false;
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at is > 0 and <= LongestLocalPart && !HasUnseen(text) && IsLocalPart(text.AsSpan(0, at)) && IsDomain(text.AsSpan(at + 1));
    }

    /// <summary>RFC 3339 section 5.6 date-time, with a T and an offset.</summary>
    public static bool IsTimestamp(Value? value)
    {
        if (value is not TextValue { Text: var text } || text.Length < TimestampForm.Length + 1)
            return false;
        var rest = text.AsSpan(TimestampForm.Length);
        if (!Fits(text.AsSpan(0, TimestampForm.Length), TimestampForm) || !IsDateAndTime(text))
            return false;
        if (rest[0] == '.')
        {
            var digits = rest[1..].IndexOfAnyExceptInRange('0', '9');
            if (digits <= 0)
                return false;
            rest = rest[(digits + 1)..];
        }
        return IsOffset(rest);
    }

    private static bool IsDateAndTime(ReadOnlySpan<char> text)
    {
        var (year, month, day) = (Number(text[..4]), Number(text[5..7]), Number(text[8..10]));
        var (hour, minute, second) = (Number(text[11..13]), Number(text[14..16]), Number(text[17..19]));
        return month is >= 1 and <= 12
            && day >= 1
            && day <= DateTime.DaysInMonth(Math.Max(year, 4), month)
            && hour <= 23
            && minute <= 59
            && (second <= 59 || second == 60 && minute == 59);
    }

    private static bool IsOffset(ReadOnlySpan<char> text) =>
        text is "Z" or "z"
        || text is ['+' or '-', .. var offset] && Fits(offset, "dd:dd") && Number(offset[..2]) <= 23 && Number(offset[3..]) <= 59;

    private static bool IsLocalPart(ReadOnlySpan<char> text) =>
        !text.ContainsAny(NotInLocalPart) && text[0] != '.' && text[^1] != '.' && text.IndexOf("..", StringComparison.Ordinal) < 0;

    private static bool IsDomain(ReadOnlySpan<char> text)
    {
        var labels = 0;
        foreach (var range in text.Split('.'))
        {
            var label = text[range];
            if (label.IsEmpty || label[0] == '-' || label[^1] == '-')
                return false;
            foreach (var letter in label)
            {
                if (!char.IsLetterOrDigit(letter) && letter != '-')
                    return false;
            }
            labels++;
        }
        // 127.0.0.1 is no name.
        return labels >= 2 && !char.IsAsciiDigit(text[^1]);
    }

    private static bool HasUnseen(string text)
    {
        foreach (var letter in text)
        {
            if (char.IsWhiteSpace(letter) || char.IsControl(letter) || char.GetUnicodeCategory(letter) == UnicodeCategory.Format)
                return true;
        }
        return false;
    }

    // h is a hexadecimal digit, d a digit, T a t in either case, everything else itself.
    private static bool Fits(ReadOnlySpan<char> text, ReadOnlySpan<char> form)
    {
        if (text.Length != form.Length)
            return false;
        for (var i = 0; i < form.Length; i++)
        {
            var fits = form[i] switch
            {
                'h' => char.IsAsciiHexDigit(text[i]),
                'd' => char.IsAsciiDigit(text[i]),
                'T' => text[i] is 'T' or 't',
                _ => text[i] == form[i],
            };
            if (!fits)
                return false;
        }
        return true;
    }

    private static int Number(ReadOnlySpan<char> digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
