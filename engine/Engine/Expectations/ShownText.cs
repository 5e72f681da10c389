using System.Globalization;
using System.Text;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Expectations;

/// <summary>Values as text for people: compact JSON, with predicates as they are written.</summary>
internal static class ShownText
{
    /// <summary>In characters; what is longer is cut and says how long it was.</summary>
    public const int Longest = 200;

    /// <param name="value">What is written, in full.</param>
    /// <param name="mask">Applied to each text before it is escaped; null for none.</param>
    public static string Write(Value value, SecretMask? mask = null) => Append(new StringBuilder(), value, mask).ToString();

    /// <summary>What stands for a labelled value: its name bare, text around it quoted.</summary>
    public static string WriteLabelled(Value shown, SecretMask? mask = null) =>
        shown is TextValue { Text: ['‹', .., '›'] whole } && whole.IndexOf('›', StringComparison.Ordinal) == whole.Length - 1
            ? whole
            : Write(shown, mask);

    /// <summary>The argument of a predicate as it is written: another predicate and a negative number stand in parentheses.</summary>
    public static StringBuilder AppendArgument(StringBuilder text, Value argument)
    {
        var written = Write(argument);
        return argument is PredicateValue || argument is NumberValue && written[0] == '-'
            ? text.Append('(').Append(written).Append(')')
            : text.Append(written);
    }

    public static string Cut(string text)
    {
        if (text.Length <= Longest)
            return text;
        var kept = char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest;
        return string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, kept)}… ({text.Length:N0} characters)");
    }

    /// <summary><c>1 item</c>, <c>2 items</c>.</summary>
    public static string Count(int count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {noun}{(count == 1 ? "" : "s")}");

    private static StringBuilder Append(StringBuilder text, Value value, SecretMask? mask) =>
        value switch
        {
            TextValue plain => AppendQuoted(text, plain.Text, mask),
            MapValue map => AppendMap(text, map, mask),
            ListValue list => AppendList(text, list, mask),
            BooleanValue boolean => text.Append(boolean.IsTrue ? "true" : "false"),
            NullValue => text.Append("null"),
            NumberValue number => text.Append(number),
            PredicateValue predicate => text.Append(predicate.Text),
            _ => text.Append(value.Kind),
        };

    private static StringBuilder AppendMap(StringBuilder text, MapValue map, SecretMask? mask)
    {
        text.Append('{');
        for (var i = 0; i < map.Members.Length; i++)
        {
            AppendQuoted(i == 0 ? text : text.Append(','), map.Members[i].Key, mask).Append(':');
            Append(text, map.Members[i].Value, mask);
        }
        return text.Append('}');
    }

    private static StringBuilder AppendList(StringBuilder text, ListValue list, SecretMask? mask)
    {
        text.Append('[');
        for (var i = 0; i < list.Items.Length; i++)
            Append(i == 0 ? text : text.Append(','), list.Items[i], mask);
        return text.Append(']');
    }

    private static StringBuilder AppendQuoted(StringBuilder text, string plain, SecretMask? mask)
    {
        text.Append('"');
        foreach (var letter in mask is null ? plain : mask.Apply(plain))
        {
            if (letter is '"' or '\\')
                text.Append('\\').Append(letter);
            else if (char.IsAsciiLetterOrDigit(letter) || !IsInvisible(letter))
                text.Append(letter);
            else
                AppendEscaped(text, letter);
        }
        return text.Append('"');
    }

    private static void AppendEscaped(StringBuilder text, char letter)
    {
        var known = letter switch
        {
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            _ => null,
        };
        if (known is null)
            text.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:X4}");
        else
            text.Append(known);
    }

    // Two texts that differ in such a letter only would look the same.
    private static bool IsInvisible(char letter) =>
        letter != ' '
        && char.GetUnicodeCategory(letter)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.SpaceSeparator
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;
}
