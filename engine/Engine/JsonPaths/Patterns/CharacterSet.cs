using System.Globalization;
using System.Text;

namespace PingOneScenarios.Engine.JsonPaths.Patterns;

/// <summary>A set of characters: those up to U+FFFF as items of a .NET class, those beyond as ranges.</summary>
internal sealed class CharacterSet
{
    private const string Surrogates = @"\uD800-\uDFFF";

    private readonly StringBuilder _units = new();
    private readonly List<CharacterRange> _pairs = [];

    internal static string WriteUnit(char unit) =>
        char.IsAsciiLetterOrDigit(unit) ? unit.ToString() : string.Create(CultureInfo.InvariantCulture, $"\\u{(int)unit:X4}");

    internal void AddRange(int first, int last)
    {
        if (first <= char.MaxValue)
            _units.Append(WriteUnit((char)first)).Append('-').Append(WriteUnit((char)Math.Min(last, char.MaxValue)));
        if (last >= CharacterRange.FirstPair)
            _pairs.Add(new CharacterRange(Math.Max(first, CharacterRange.FirstPair), last));
    }

    /// <summary>Adds a category of Unicode.</summary>
    /// <param name="name">One or two letters, as in <c>L</c> or <c>Lu</c>.</param>
    /// <param name="isNegated">True for all characters outside of it.</param>
    internal void AddCategory(string name, bool isNegated)
    {
        _units.Append('\\').Append(isNegated ? 'P' : 'p').Append('{').Append(name).Append('}');
        var ranges = PairCategories.Of(name);
        _pairs.AddRange(isNegated ? CharacterRange.Complement(ranges) : ranges);
    }

    /// <summary>The characters beyond U+FFFF of the set, or of its opposite.</summary>
    internal IReadOnlyList<CharacterRange> Pairs(bool isNegated) => isNegated ? CharacterRange.Complement(_pairs) : _pairs;

    /// <summary>The characters up to U+FFFF of the set, or of its opposite, as a class of .NET; empty when there are none.</summary>
    internal string WriteUnits(bool isNegated)
    {
        if (isNegated)
            return $"[^{_units}{Surrogates}]";
        return _units.Length == 0 ? "" : $"[{_units}-[{Surrogates}]]";
    }
}
