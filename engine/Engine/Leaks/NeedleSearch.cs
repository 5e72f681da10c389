using System.Buffers;
using System.Collections.Immutable;

namespace PingOneScenarios.Engine.Leaks;

/// <summary>
/// Looks for needles in a text and in all that it may be read as. A reading says nothing new but around the escapes in it: only there it is
/// made, piece by piece; a whole report is never copied.
/// </summary>
internal sealed class NeedleSearch(SecretNeedles needles, ImmutableArray<Reading> readings) : IDisposable
{
    /// <summary>How many letters before an escape may belong to the beginning of a needle.</summary>
    private const int Before = SecretNeedles.Lead - 1;

    /// <summary>How far the beginning of a needle may reach when all its letters are escaped.</summary>
    private const int Reach = SecretNeedles.Lead * Escape.Longest;

    private const int LargestPiece = 4096;

    private static readonly SearchValues<char> AllMarks = SearchValues.Create("%+&\\");

    private static readonly Reading Joined = Reading.AsItIs.Joined();

    private readonly HashSet<string> found = new(StringComparer.Ordinal);
    private readonly ImmutableArray<Reading> joined = [.. readings.Select(r => r.Joined())];
    private readonly ReadPiece piece = new();
    private readonly ReadPiece ahead = new();

    /// <summary>The names of what is found.</summary>
    public IReadOnlyList<string> Run(ReadOnlySpan<char> text)
    {
        for (var at = needles.Next(text, 0, out var row); at >= 0; at = needles.Next(text, at + 1, out row))
            LookFrom(text[at..], row!.Sorted());
        foreach (var reading in readings)
            LookAround(text, reading.Sign, [reading]);
        LookAcrossBreaks(text);
        LookAround(text, "\n", joined);
        return [.. found];
    }

    public void Dispose()
    {
        piece.Dispose();
        ahead.Dispose();
    }

    // Between breaks, a lead is found where it stands: only around each of them letters meet that did not before.
    private void LookAcrossBreaks(ReadOnlySpan<char> text)
    {
        Span<char> letters = stackalloc char[2 * Before];
        for (var at = text.IndexOf('\n'); at >= 0; )
        {
            var start = Escape.StartOfBreak(text, at);
            var end = start + Escape.LineBreak.Read(text[start..], []).Read;
            var before = text[Math.Max(0, start - Before)..start];
            var after = text[end..Math.Min(text.Length, end + Before)];
            before.CopyTo(letters);
            after.CopyTo(letters[before.Length..]);
            // Another break may follow at once.
            if (after.ContainsAny(Escape.LineBreak.Marks))
                LookInPiece(text, start - before.Length, Behind(text, end), Joined);
            else if (needles.Next(letters[..(before.Length + after.Length)], 0, out _) >= 0)
                LookInPiece(text, start - before.Length, end + after.Length, Joined);
            at = NextSign(text, end, "\n");
        }
    }

    // Piece by piece, each as far as one sign follows the other.
    private void LookAround(ReadOnlySpan<char> text, string sign, ImmutableArray<Reading> all)
    {
        for (var at = text.IndexOf(sign, StringComparison.Ordinal); at >= 0; )
        {
            if (!HasMarkNear(text, at))
            {
                at = NextSign(text, text.Length - text[at..].TrimStart().Length, sign);
                continue;
            }
            var start = StartOfPiece(text, at);
            var end = EndOfPiece(text, at, start, sign);
            foreach (var reading in all)
                LookInPiece(text, start, end, reading);
            // A beginning that the end of the piece cut is looked for again.
            var done = end - start < LargestPiece ? end : Math.Max(at + 1, end - Reach);
            at = NextSign(text, done, sign);
        }
    }

    private static int NextSign(ReadOnlySpan<char> text, int from, string sign)
    {
        var next = text[from..].IndexOf(sign, StringComparison.Ordinal);
        return next < 0 ? -1 : from + next;
    }

    private static bool HasMarkNear(ReadOnlySpan<char> text, int at)
    {
        if (text[at] != '\n')
            return true;
        var start = text[..at].TrimEnd().Length - Before - Escape.Longest;
        return text[Math.Max(0, start)..Behind(text, at)].ContainsAny(AllMarks);
    }

    // Blanks in front of a line break belong to it; the letters before an escape may be escaped themselves, in another way.
    private static int StartOfPiece(ReadOnlySpan<char> text, int at)
    {
        var blank = text[..at].TrimEnd().Length;
        for (var start = blank - Before; ; )
        {
            var from = Math.Max(0, start - Escape.Longest);
            var mark = text[from..blank].IndexOfAny(AllMarks);
            var earlier = mark < 0 ? start : Math.Max(blank - Reach, from + mark - Before);
            if (earlier >= start)
                return Math.Max(0, start);
            start = earlier;
        }
    }

    private static int EndOfPiece(ReadOnlySpan<char> text, int at, int start, string sign)
    {
        var end = Behind(text, at);
        while (end < text.Length && end - start < LargestPiece)
        {
            var last = text[(at + 1)..Math.Min(text.Length, end + Before)].LastIndexOf(sign, StringComparison.Ordinal);
            if (last < 0)
                break;
            at += 1 + last;
            end = Behind(text, at);
        }
        return end;
    }

    // Where the letters end that may belong to a beginning an escape stands in; blanks are none.
    private static int Behind(ReadOnlySpan<char> text, int at)
    {
        var end = Math.Min(text.Length, at + Escape.Longest);
        for (var (letters, most) = (0, SecretNeedles.Lead); end < text.Length && letters < most; end++)
        {
            letters += char.IsWhiteSpace(text[end]) ? 0 : 1;
            most = AllMarks.Contains(text[end]) ? Reach : most;
        }
        return end;
    }

    private void LookInPiece(ReadOnlySpan<char> text, int start, int end, Reading reading)
    {
        if (reading.Escapes.Length > 1 && !HasAllSigns(text[start..end], reading))
            return;
        piece.Read(text[start..end], reading);
        if (needles.Next(piece.Letters, 0, out _) < 0)
            return;
        // Hardly any piece is read a second time.
        piece.ReadWithPlaces(text[start..end], reading);
        for (var at = needles.Next(piece.Letters, 0, out var row); at >= 0; at = needles.Next(piece.Letters, at + 1, out row))
            LookFrom(text[(start + piece.PlaceOf(at))..], row!.Sorted());
    }

    private static bool HasAllSigns(ReadOnlySpan<char> text, Reading reading)
    {
        foreach (var escape in reading.Escapes)
        {
            if (!text.ContainsAny(escape.Marks))
                return false;
        }
        return true;
    }

    // What begins with letters of one kind may go on with escapes of another.
    private void LookFrom(ReadOnlySpan<char> text, NeedleRow row)
    {
        Look(text, row, Reading.AsItIs);
        Look(text, row, Joined);
        foreach (var reading in readings)
            Look(text, row, reading);
        foreach (var reading in joined)
            Look(text, row, reading);
    }

    // Reads on from where a needle may begin, as long as one may go on.
    private void Look(ReadOnlySpan<char> text, NeedleRow row, Reading reading)
    {
        for (var length = 4 * Reach; ; length *= 4)
        {
            var isAll = length >= text.Length;
            ahead.ReadWithPlaces(isAll ? text : text[..length], reading);
            var letters = ahead.Letters;
            // An escape at the end may be cut.
            while (!isAll && letters.Length > 0 && ahead.PlaceOf(letters.Length - 1) >= length - Escape.Longest)
                letters = letters[..^1];
            if (!isAll && row.SharedWith(letters) == letters.Length)
                continue;
            if (row.LongestAt(letters) is { } needle)
                found.Add(needle.Shown);
            return;
        }
    }
}
