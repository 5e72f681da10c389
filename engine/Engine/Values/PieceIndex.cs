using System.Buffers;
using System.Runtime.InteropServices;

namespace PingOneScenarios.Engine.Values;

/// <summary>
/// Finds known secrets in a text in one pass, whatever their number: whole or cut, in any case of letters. It knows pieces of eight
/// letters; where one stands, the stretch around it that is the secret's is looked at. Not thread-safe.
/// </summary>
internal sealed class PieceIndex
{
    /// <summary>In letters; a shorter piece of a secret is not known again.</summary>
    public const int Piece = SecretMask.ShortestSecret;

    /// <summary>Every piece of a secret up to this length is known, of a longer one each sixteenth, its first and its last.</summary>
    private const int AllPieces = 128;

    private const int Stride = 16;
    private const int LongStretch = 2 * Piece;
    private const int FirstFilter = 1 << 14;
    private const int PlacesAPiece = 16;

    // What a text stops at that was cut: not at a space, where a word may only begin like a secret.
    private static readonly SearchValues<char> Edges = SearchValues.Create("\"'<>&\\\r\n\t…}])[({=|\u2028\u2029");

    private static readonly byte[] LetterOfByte = [.. Enumerable.Range(0, 256).Select(b => (byte)Letter((char)b))];

    /// <summary>
    /// What pieces are of, in small letters once it is taken apart. They name it by its number: there are many of them, and the collector
    /// looks at none.
    /// </summary>
    private readonly List<(string Text, KnownSecret Secret)> wholes = [];

    private readonly Dictionary<ulong, Owner> owners = [];

    /// <summary>Secrets all of whose pieces are another's too.</summary>
    private readonly Dictionary<ulong, List<Owner>> within = [];

    /// <summary>One bit for each piece that is there; nearly every place of a harmless text is passed over by it.</summary>
    private ulong[] filter = new ulong[FirstFilter / 64];

    /// <summary>How many of <see cref="wholes"/> have been taken apart: those behind are, once something is looked for.</summary>
    private int taken;

    public bool IsEmpty => wholes.Count == 0;

    /// <param name="text">At least <see cref="Piece"/> characters; case does not count.</param>
    /// <param name="secret">Whose it is.</param>
    public void Add(string text, KnownSecret secret) => wholes.Add((text, secret));

    // A run may learn a secret with each answer and look at none of them.
    private void TakeApart()
    {
        for (; taken < wholes.Count; taken++)
        {
            wholes[taken] = wholes[taken] with { Text = Folded(wholes[taken].Text) };
            TakeApart(wholes[taken].Text);
        }
    }

    private void TakeApart(string folded)
    {
        var isNew = false;
        var step = folded.Length <= AllPieces ? 1 : Stride;
        for (var at = 0; at + Piece <= folded.Length; at += step)
            isNew |= AddPiece(folded, at);
        isNew |= AddPiece(folded, folded.Length - Piece);
        if (isNew)
            return;
        var key = KeyOf(folded.AsSpan(0, Piece));
        if (!within.TryGetValue(key, out var inner))
            within[key] = inner = [];
        inner.Add(new Owner(taken, 0));
    }

    /// <summary>Whether a piece stands in some bytes, taken for letters one by one.</summary>
    public bool MayHold(ReadOnlySpan<byte> bytes)
    {
        TakeApart();
        var (key, shift) = (0UL, Shift(filter));
        for (var at = 0; at < bytes.Length; at++)
        {
            key = key << 8 | LetterOfByte[bytes[at]];
            var bit = (int)(key * 0x9E3779B97F4A7C15 >> shift);
            if (at >= Piece - 1 && (filter[bit / 64] & 1UL << bit) != 0 && owners.ContainsKey(key))
                return true;
        }
        return false;
    }

    /// <summary>Every stretch of the text that is a secret or was cut out of one, in order; they do not overlap.</summary>
    public List<(int Start, int End, KnownSecret Secret)> Find(string text)
    {
        List<(int Start, int End, KnownSecret Secret)> found = [];
        if (text.Length < Piece || IsEmpty)
            return found;
        TakeApart();
        string? folded = null;
        Dictionary<(string Secret, int Shift), int>? tried = null;
        var (key, shift) = (0UL, Shift(filter));
        for (var at = 0; at < text.Length; at++)
        {
            key = key << 8 | Letter(text[at]);
            var bit = (int)(key * 0x9E3779B97F4A7C15 >> shift);
            if (at < Piece - 1 || (filter[bit / 64] & 1UL << bit) == 0 || !owners.TryGetValue(key, out var owner))
                continue;
            folded ??= Folded(text);
            var start = at - Piece + 1;
            var stretch = Look(folded, start, owner, ref tried);
            if (stretch.Length == 0 && within.TryGetValue(key, out var inner))
            {
                foreach (var other in inner)
                    stretch = stretch.Length > 0 ? stretch : Look(folded, start, other, ref tried);
            }
            if (stretch.Length == 0)
                continue;
            found.Add((stretch.Start, stretch.Start + stretch.Length, stretch.Secret!));
            at = Math.Max(at, stretch.Start + stretch.Length - 1);
            key = Rolled(text, at);
        }
        return found;
    }

    // Of the secret that is being taken apart.
    private bool AddPiece(string folded, int at)
    {
        var key = KeyOf(folded.AsSpan(at, Piece));
        ref var owner = ref CollectionsMarshal.GetValueRefOrAddDefault(owners, key, out var isThere);
        if (isThere)
            return ReferenceEquals(wholes[owner.Whole].Secret, wholes[taken].Secret);
        owner = new Owner(taken, at);
        if (owners.Count * PlacesAPiece > filter.Length * 64)
            Widen();
        Mark(key);
        return true;
    }

    private void Widen()
    {
        filter = new ulong[filter.Length * 4];
        foreach (var key in owners.Keys)
            Mark(key);
    }

    private void Mark(ulong key)
    {
        var bit = (int)(key * 0x9E3779B97F4A7C15 >> Shift(filter));
        filter[bit / 64] |= 1UL << bit;
    }

    private static int Shift(ulong[] filter) => 64 - System.Numerics.BitOperations.Log2((uint)filter.Length * 64);

    // A stretch that is looked at in vain is not looked at again from its next piece.
    private Stretch Look(string text, int at, Owner owner, ref Dictionary<(string Secret, int Shift), int>? tried)
    {
        var ((whole, secret), from) = (wholes[owner.Whole], owner.At);
        if (tried is not null && tried.TryGetValue((whole, at - from), out var until) && at < until)
            return default;
        if (!text.AsSpan(at, Piece).SequenceEqual(whole.AsSpan(from, Piece)))
            return default;
        var after = Piece + text.AsSpan(at + Piece).CommonPrefixLength(whole.AsSpan(from + Piece));
        var before = 0;
        while (before < at && before < from && text[at - before - 1] == whole[from - before - 1])
            before++;
        var stretch = new Stretch(at - before, before + after, secret);
        if (IsTelling(text, stretch, from - before, whole.Length))
            return stretch;
        (tried ??= [])[(whole, at - from)] = stretch.Start + stretch.Length;
        return default;
    }

    // Secrets of one kind share letters, and some begin like a word: a part counts where it shows that it was cut out, or is long.
    private static bool IsTelling(string text, Stretch stretch, int from, int whole)
    {
        if (stretch.Length == whole)
            return true;
        var (isFirst, isLast) = (from == 0, from + stretch.Length == whole);
        var (isOpen, isClosed) = (IsEdge(text, stretch.Start - 1), IsEdge(text, stretch.Start + stretch.Length));
        return isClosed && isFirst
            || isOpen && (isClosed || isLast) && IsNoWord(text.AsSpan(stretch.Start, stretch.Length))
            || isFirst && text.AsSpan(stretch.Start + stretch.Length).StartsWith("...")
            || stretch.Length >= LongStretch && stretch.Length * 4 >= whole * 3;
    }

    // The end of a secret may be a word: fake-secret-of-the-emulator.
    private static bool IsNoWord(ReadOnlySpan<char> letters) => letters.Length >= LongStretch || letters.ContainsAnyInRange('0', '9');

    private static bool IsEdge(string text, int at) => at < 0 || at >= text.Length || Edges.Contains(text[at]);

    private static string Folded(string text) =>
        string.Create(text.Length, text, (letters, from) => from.AsSpan().ToLowerInvariant(letters));

    private static ulong Rolled(string text, int at)
    {
        var key = 0UL;
        for (var i = Math.Max(0, at - Piece + 1); i <= at; i++)
            key = key << 8 | Letter(text[i]);
        return key;
    }

    private static ulong KeyOf(ReadOnlySpan<char> piece)
    {
        var key = 0UL;
        foreach (var letter in piece)
            key = key << 8 | Letter(letter);
        return key;
    }

    // One byte a letter; what is beyond ASCII may share one, the letters themselves are compared afterwards.
    private static ulong Letter(char letter) =>
        letter is >= 'A' and <= 'Z' ? letter | 0x20UL
        : letter < 0x80 ? letter
        : char.ToLowerInvariant(letter) % 0x7fUL | 0x80;

    private readonly record struct Owner(int Whole, int At);

    private readonly record struct Stretch(int Start, int Length, KnownSecret? Secret);
}
