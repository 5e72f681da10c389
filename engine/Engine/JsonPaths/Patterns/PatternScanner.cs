using System.Text;

namespace PingOneScenarios.Engine.JsonPaths.Patterns;

/// <summary>A position in the text of a pattern, and the first error found there.</summary>
internal sealed class PatternScanner(string pattern)
{
    /// <summary>The characters a backslash can stand before to mean themselves; RFC 9485 section 4, SingleCharEsc.</summary>
    private const string Escapable = "()*+-.?[\\]^{|}";

    /// <summary>The categories of Unicode a pattern can name; RFC 9485 section 4, IsCategory.</summary>
    private static readonly string[] Categories =
    [
        .. "L Ll Lm Lo Lt Lu M Mc Me Mn N Nd Nl No P Pc Pd Pe Pf Pi Po Ps Z Zl Zp Zs S Sc Sk Sm So C Cc Cf Cn Co".Split(' '),
    ];

    private int _at;

    internal bool IsAtEnd => _at >= pattern.Length;

    /// <summary>The character at the position; U+0000 at the end.</summary>
    internal char Current => PeekAt(0);

    internal bool IsAtCategory => Current == '\\' && PeekAt(1) is 'p' or 'P';

    internal PatternError? Error { get; private set; }

    internal void Advance() => _at++;

    internal bool Take(char expected)
    {
        if (IsAtEnd || Current != expected)
            return false;
        _at++;
        return true;
    }

    internal void Refuse(string message, string fix) =>
        Error ??= new PatternError($"{message} ({(IsAtEnd ? "at the end" : $"character {_at + 1}")} of the pattern)", fix);

    /// <summary>Reads one character, written as it is or escaped.</summary>
    internal Rune ReadCharacter()
    {
        if (Current == '\\')
            return ReadEscape();
        if (Rune.TryGetRuneAt(pattern, _at, out var rune))
            _at += rune.Utf16SequenceLength;
        else
            Refuse("half of a surrogate pair is not a character", "write the whole character");
        return rune;
    }

    /// <summary>Reads a category such as <c>\p{Lu}</c>; null when it is refused.</summary>
    internal (string Name, bool IsNegated)? ReadCategory()
    {
        var isNegated = PeekAt(1) == 'P';
        var end = pattern.IndexOf('}', _at);
        var name = PeekAt(2) == '{' && end > 0 ? pattern[(_at + 3)..end] : "";
        if (Categories.Contains(name))
        {
            _at = end + 1;
            return (name, isNegated);
        }
        Refuse(
            "\\p needs a category of Unicode in braces",
            "write for example \\p{L} for letters, \\p{Lu} for capitals, \\p{Nd} for digits"
        );
        return null;
    }

    /// <summary>Reads one number of a repetition.</summary>
    internal long ReadCount()
    {
        var start = _at;
        long count = 0;
        while (char.IsAsciiDigit(Current))
        {
            count = Math.Min((count * 10) + Current - '0', int.MaxValue);
            _at++;
        }
        if (_at == start)
            Refuse("a number was expected in the braces", "write {3}, {3,} or {3,5}, or \\{ for the character itself");
        return count;
    }

    private char PeekAt(int distance) => _at + distance < pattern.Length ? pattern[_at + distance] : '\0';

    private Rune ReadEscape()
    {
        var escaped = PeekAt(1);
        var meant = escaped switch
        {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            _ => Escapable.Contains(escaped, StringComparison.Ordinal) ? escaped : '\0',
        };
        if (meant == '\0')
            RefuseEscape(escaped);
        else
            _at += 2;
        return new Rune(meant);
    }

    private void RefuseEscape(char escaped)
    {
        var shown = char.IsControl(escaped) || char.IsSurrogate(escaped) ? "a backslash here" : $"\\{escaped}";
        var fix = escaped switch
        {
            'd' => "write [0-9]",
            'D' => "write [^0-9]",
            'w' => "write [a-zA-Z0-9_]",
            'W' => "write [^a-zA-Z0-9_]",
            's' => "write [ \\t\\n\\r]",
            'S' => "write [^ \\t\\n\\r]",
            'b' or 'B' => "leave it out; patterns have no word boundaries",
            '\0' => "write \\\\ for a backslash",
            _ when char.IsAsciiLetterOrDigit(escaped) => "patterns have no such class",
            _ => $"write [{escaped}] for the character itself",
        };
        Refuse($"{shown} means nothing in a pattern of RFC 9485", fix);
    }
}
