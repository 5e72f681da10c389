using System.Text.Json;

namespace PingOneScenarios.Engine.Values;

/// <summary>What a number may be at most, wherever it is read: nothing that is written of it is ever written out or computed beyond that.</summary>
internal static class NumberLimits
{
    public const int MostDigits = 1000;

    /// <summary>In either direction.</summary>
    public const int LargestExponent = 10_000;

    /// <summary>An exponent of so many digits may be beyond the largest one.</summary>
    private const int SuspiciousExponent = 5;

    /// <summary>Why a number of JSON's grammar is not read, in words that follow "the number"; null when it is.</summary>
    public static string? Objection(ReadOnlySpan<char> number)
    {
        var e = number.IndexOfAny('e', 'E');
        if (e >= 0 && Math.Abs(DecimalText.PowerOf(number[(e + 1)..])) > LargestExponent)
            return "has an exponent beyond 10,000";
        var mantissa = (e < 0 ? number : number[..e]).TrimStart("+-");
        var digits = mantissa.Length - (mantissa.Contains('.') ? 1 : 0);
        return digits > MostDigits ? "has more than 1,000 digits" : null;
    }

    /// <summary>The first number of a JSON text that is not read: where its first byte is, and why; null for none.</summary>
    /// <param name="json">In UTF-8, and JSON.</param>
    public static (int Offset, string Objection)? FindIn(ReadOnlySpan<byte> json)
    {
        if (!MayHoldLargeExponent(json) && !MayHoldLongNumber(json))
            return null;
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 1000 });
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.Number)
                continue;
            if (Objection(System.Text.Encoding.ASCII.GetString(reader.ValueSpan)) is { } objection)
                return ((int)reader.TokenStartIndex, objection);
        }
        return null;
    }

    /// <summary>Line and byte in it, both from 1, for people.</summary>
    public static string PlaceOf(ReadOnlySpan<byte> json, int offset)
    {
        var before = json[..offset];
        return $"line {before.Count((byte)'\n') + 1}, byte {offset - before.LastIndexOf((byte)'\n')}";
    }

    private static bool MayHoldLargeExponent(ReadOnlySpan<byte> json)
    {
        for (var at = 0; ; at++)
        {
            var next = json[at..].IndexOfAny((byte)'e', (byte)'E');
            if (next < 0)
                return false;
            at += next;
            if (at == 0 || !char.IsAsciiDigit((char)json[at - 1]))
                continue;
            var exponent = json[(at + 1)..].TrimStart("+-"u8);
            var digits = exponent.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            if ((digits < 0 ? exponent.Length : digits) >= SuspiciousExponent)
                return true;
        }
    }

    // A stretch of a thousand digits holds one of every hundredth letter, and those around it.
    private static bool MayHoldLongNumber(ReadOnlySpan<byte> json)
    {
        const int Apart = 100;
        var hits = 0;
        for (var at = Apart; at < json.Length && hits < MostDigits / Apart - 1; at += Apart)
            hits = json[at] is >= (byte)'0' and <= (byte)'9' or (byte)'.' ? hits + 1 : 0;
        return hits >= MostDigits / Apart - 1;
    }
}
