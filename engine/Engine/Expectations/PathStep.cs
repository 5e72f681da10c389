using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace PingOneScenarios.Engine.Expectations;

/// <summary>One step of the way to a value: a member's name, or an item's index from 0 when the name is null.</summary>
internal readonly record struct PathStep(string? Name, int Index)
{
    public static PathStep Member(string name) => new(name, -1);

    public static PathStep Item(int index) => new(null, index);

    /// <summary>As in JSONPath: <c>$.user.name[0]</c>.</summary>
    public static string Join(ImmutableArray<PathStep> path)
    {
        var text = new StringBuilder("$");
        foreach (var step in path)
            step.AppendTo(text);
        return text.ToString();
    }

    /// <summary><c>.name</c>, <c>['a b']</c> or <c>[0]</c>.</summary>
    public override string ToString() => AppendTo(new StringBuilder()).ToString();

    internal StringBuilder AppendTo(StringBuilder text) =>
        Name is null ? text.Append('[').Append(Index.ToString(CultureInfo.InvariantCulture)).Append(']')
        : IsIdentifier(Name) ? text.Append('.').Append(Name)
        : AppendQuoted(text.Append("['"), Name).Append("']");

    private static bool IsIdentifier(string name)
    {
        if (name.Length == 0 || char.IsAsciiDigit(name[0]))
            return false;
        foreach (var letter in name)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter != '_')
                return false;
        }
        return true;
    }

    // As in the normalized paths of RFC 9535 section 2.7.
    private static StringBuilder AppendQuoted(StringBuilder text, string name)
    {
        foreach (var letter in name)
        {
            if (letter is '\'' or '\\')
                text.Append('\\').Append(letter);
            else if (letter < ' ')
                text.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}");
            else
                text.Append(letter);
        }
        return text;
    }
}
