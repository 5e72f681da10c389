using System.Buffers;
using System.Collections.Immutable;

namespace PingOneScenarios.Engine.Leaks;

/// <summary>What a text may be read as by whoever undoes the escapes in it, one kind after the other.</summary>
/// <param name="Sign">What a text holds that says something else when it is read so.</param>
/// <param name="Escapes">The kinds, the outermost first; none reads the text as it is.</param>
internal sealed record Reading(string Sign, ImmutableArray<Escape> Escapes)
{
    public static Reading AsItIs { get; } = new("", []);

    /// <summary>All but the text as it is; forms matter when a secret holds a space.</summary>
    public static ImmutableArray<Reading> All { get; } = [new("+", [Escape.Plus]), .. Usual()];

    /// <summary>Those that matter when no secret holds a space.</summary>
    public static ImmutableArray<Reading> WithoutForms { get; } = Usual();

    /// <summary>The same with the line breaks taken out first.</summary>
    public Reading Joined() => new("\n", [Escape.LineBreak, .. Escapes]);

    private static ImmutableArray<Reading> Usual() =>
        [
            new("%", [Escape.Percent]),
            new("%25", [Escape.Percent, Escape.Percent]),
            new("&", [Escape.Entity]),
            new("\\u", [Escape.CodeUnit]),
        ];
}

/// <summary>A piece of a text as a reading has it, in memory that is used again for the next piece.</summary>
internal sealed class ReadPiece : IDisposable
{
    private char[] letters = [];
    private char[] other = [];
    private int[] places = [];
    private int[] places2 = [];
    private int length;

    public ReadOnlySpan<char> Letters => letters.AsSpan(0, length);

    /// <summary>Where in the piece a letter is written; known when it was read with places.</summary>
    public int PlaceOf(int letter) => places[letter];

    public void Read(ReadOnlySpan<char> piece, Reading reading)
    {
        Grow(piece.Length);
        var rest = piece;
        foreach (var escape in reading.Escapes)
        {
            if (!rest.ContainsAny(escape.Marks))
                continue;
            length = escape.Undo(rest, other, []);
            (letters, other) = (other, letters);
            rest = Letters;
        }
        if (rest == piece)
            Take(piece);
    }

    public void ReadWithPlaces(ReadOnlySpan<char> piece, Reading reading)
    {
        Grow(piece.Length);
        Take(piece);
        for (var i = 0; i < length; i++)
            places[i] = i;
        foreach (var escape in reading.Escapes)
            Undo(escape);
    }

    public void Dispose()
    {
        ArrayPool<char>.Shared.Return(letters);
        ArrayPool<char>.Shared.Return(other);
        ArrayPool<int>.Shared.Return(places);
        ArrayPool<int>.Shared.Return(places2);
        (letters, other, places, places2, length) = ([], [], [], [], 0);
    }

    private void Take(ReadOnlySpan<char> piece)
    {
        piece.CopyTo(letters);
        length = piece.Length;
    }

    private void Undo(Escape escape)
    {
        if (!Letters.ContainsAny(escape.Marks))
            return;
        length = escape.Undo(Letters, other, places2);
        for (var i = 0; i < length; i++)
            places2[i] = places[places2[i]];
        (letters, other) = (other, letters);
        (places, places2) = (places2, places);
    }

    private void Grow(int to)
    {
        if (letters.Length >= to && other.Length >= to && places.Length >= to && places2.Length >= to)
            return;
        Dispose();
        (letters, other) = (ArrayPool<char>.Shared.Rent(to), ArrayPool<char>.Shared.Rent(to));
        (places, places2) = (ArrayPool<int>.Shared.Rent(to), ArrayPool<int>.Shared.Rent(to));
    }
}
