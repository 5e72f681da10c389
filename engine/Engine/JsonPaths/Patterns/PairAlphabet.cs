using System.Globalization;
using System.Text;

namespace PingOneScenarios.Engine.JsonPaths.Patterns;

/// <summary>
/// Lets .NET see a character beyond U+FFFF as one unit instead of a pair of surrogates. All such characters that a pattern cannot tell apart share one letter,
/// a lone surrogate, which no well-formed text contains; the pattern is written in these letters and a text is encoded in them before it is matched. Writing
/// the pairs themselves into the pattern would cost seconds for a category such as <c>\p{L}</c>.
/// </summary>
internal sealed class PairAlphabet
{
    /// <summary>The letter of half a pair, which is no character and so belongs to no class.</summary>
    internal const char NoCharacter = LastLetter;

    internal const int MostSets = 200;

    private const char FirstLetter = '\uD800';
    private const char LastLetter = '\uDFFF';

    private readonly List<CharacterRange[]> _sets = [];
    private int[] _starts = [CharacterRange.FirstPair];
    private int[] _letters = [0];
    private HashSet<int>[] _lettersOfSets = [];

    /// <summary>Adds a set of characters beyond U+FFFF, and returns its number.</summary>
    internal int Add(IEnumerable<CharacterRange> ranges)
    {
        _sets.Add([.. ranges]);
        return _sets.Count - 1;
    }

    /// <summary>Gives out the letters once all sets are added; false when there are more of them than there can be.</summary>
    internal bool TryBuild()
    {
        if (_sets.Count > MostSets)
            return false;
        var bounds = _sets.SelectMany(set => set).SelectMany(range => (int[])[range.First, range.Last + 1]);
        _starts = [.. bounds.Append(CharacterRange.FirstPair).Where(start => start <= CharacterRange.LastPair).Distinct().Order()];
        _letters = new int[_starts.Length];
        var count = 1;
        foreach (var set in _sets)
            count = Split(set);
        _lettersOfSets = [.. _sets.Select(set => Members(set).Select(index => _letters[index]).ToHashSet())];
        return count <= NoCharacter - FirstLetter;
    }

    /// <summary>The letters of a set as a class of .NET.</summary>
    internal string WriteSet(int set)
    {
        if (_lettersOfSets[set].Count == 0)
            return @"[^\s\S]";
        var letters = new StringBuilder("[");
        foreach (var letter in _lettersOfSets[set].Order())
            letters.Append(CultureInfo.InvariantCulture, $"\\u{FirstLetter + letter:X4}");
        return letters.Append(']').ToString();
    }

    /// <summary>The text in the letters of this alphabet.</summary>
    internal string Encode(string text)
    {
        var first = text.AsSpan().IndexOfAnyInRange(FirstLetter, LastLetter);
        if (first < 0)
            return text;
        var encoded = new StringBuilder(text, 0, first, text.Length);
        for (var at = first; at < text.Length; at++)
        {
            if (!char.IsSurrogate(text[at]))
                encoded.Append(text[at]);
            else if (at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]))
                encoded.Append(LetterOf(char.ConvertToUtf32(text[at], text[++at])));
            else
                encoded.Append(NoCharacter);
        }
        return encoded.ToString();
    }

    private char LetterOf(int character)
    {
        var index = Array.BinarySearch(_starts, character);
        return (char)(FirstLetter + _letters[index >= 0 ? index : ~index - 1]);
    }

    /// <summary>Gives stretches inside and outside of the set different letters, and returns how many letters there are then.</summary>
    private int Split(CharacterRange[] set)
    {
        var members = Members(set).ToHashSet();
        var renamed = new Dictionary<(int Letter, bool IsMember), int>();
        for (var index = 0; index < _letters.Length; index++)
        {
            var key = (_letters[index], members.Contains(index));
            if (!renamed.TryGetValue(key, out var letter))
                renamed.Add(key, letter = renamed.Count);
            _letters[index] = letter;
        }
        return renamed.Count;
    }

    /// <summary>The stretches between two bounds that lie in the set.</summary>
    private IEnumerable<int> Members(CharacterRange[] set)
    {
        foreach (var range in set)
        {
            for (var index = Array.BinarySearch(_starts, range.First); index < _starts.Length && _starts[index] <= range.Last; index++)
                yield return index;
        }
    }
}
