using System.Collections.Immutable;
using System.Text;

namespace PingOneScenarios.Engine.Files;

/// <summary>A pattern of one name: <c>*</c> stands for any letters, <c>?</c> for one, <c>[a-z]</c> and <c>[!ab]</c> for one of several or any other.</summary>
internal sealed class NamePattern
{
    private readonly ImmutableArray<Piece> pieces;

    private NamePattern(ImmutableArray<Piece> pieces) => this.pieces = pieces;

    /// <summary>A <c>[</c> that is not closed is a letter.</summary>
    public static NamePattern Read(string text)
    {
        var pieces = ImmutableArray.CreateBuilder<Piece>();
        Rune[] letters = [.. text.EnumerateRunes()];
        for (var i = 0; i < letters.Length; i++)
        {
            var end = letters[i].Value == '[' ? EndOfSet(letters, i) : -1;
            if (end > 0)
            {
                pieces.Add(Set(letters.AsSpan(i + 1, end - i - 1)));
                i = end;
            }
            else
                pieces.Add(
                    letters[i].Value switch
                    {
                        '*' => new Piece(IsMany: true, IsOther: true, []),
                        '?' => new Piece(IsMany: false, IsOther: true, []),
                        _ => new Piece(IsMany: false, IsOther: false, [(letters[i], letters[i])]),
                    }
                );
        }
        return new NamePattern(pieces.ToImmutable());
    }

    /// <summary>Case counts; a dot at the beginning is only matched by a dot.</summary>
    public bool Matches(string name)
    {
        Rune[] letters = [.. name.EnumerateRunes()];
        if (name.StartsWith('.') && !(pieces is [{ IsOther: false }, ..] && pieces[0].Takes(letters[0])))
            return false;
        // Only the last star is ever gone back to, so the time is at most the product of both lengths.
        var (at, piece, star, after) = (0, 0, -1, 0);
        while (at < letters.Length)
        {
            if (piece < pieces.Length && pieces[piece].IsMany)
                (star, after) = (piece++, at);
            else if (piece < pieces.Length && pieces[piece].Takes(letters[at]))
                (at, piece) = (at + 1, piece + 1);
            else if (star >= 0)
                (at, piece) = (++after, star + 1);
            else
                return false;
        }
        while (piece < pieces.Length && pieces[piece].IsMany)
            piece++;
        return piece == pieces.Length;
    }

    // A bracket that comes first in a set is one of its letters.
    private static int EndOfSet(Rune[] letters, int start)
    {
        var first = start + 1 < letters.Length && letters[start + 1].Value is '!' or '^' ? start + 2 : start + 1;
        return Array.FindIndex(letters, Math.Min(first + 1, letters.Length), r => r.Value == ']');
    }

    private static Piece Set(ReadOnlySpan<Rune> letters)
    {
        var isOther = letters[0].Value is '!' or '^';
        var ranges = ImmutableArray.CreateBuilder<(Rune, Rune)>();
        for (var i = isOther ? 1 : 0; i < letters.Length; i++)
        {
            var isRange = i + 2 < letters.Length && letters[i + 1].Value == '-';
            ranges.Add((letters[i], letters[isRange ? i + 2 : i]));
            i += isRange ? 2 : 0;
        }
        return new Piece(IsMany: false, isOther, ranges.ToImmutable());
    }

    /// <param name="IsMany">Whether it stands for any number of letters.</param>
    /// <param name="IsOther">Whether it takes the letters outside of the ranges.</param>
    /// <param name="Ranges">First and last letter of each.</param>
    private readonly record struct Piece(bool IsMany, bool IsOther, ImmutableArray<(Rune First, Rune Last)> Ranges)
    {
        public bool Takes(Rune letter)
        {
            foreach (var (first, last) in Ranges)
            {
                if (first <= letter && letter <= last)
                    return !IsOther;
            }
            return IsOther;
        }
    }
}
