using System.Globalization;
using System.Text;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Expectations;

/// <summary>Values as text for people: compact JSON, with predicates as they are written.</summary>
internal static class ShownText
{
    /// <summary>In characters; what is longer is cut and says how long it was.</summary>
    public const int Longest = 200;

    public static string Write(Value value) => Append(new StringBuilder(), value).ToString();

    /// <summary>What stands for a labelled value: its name bare, text around it quoted.</summary>
    public static string WriteLabelled(Value shown) =>
        shown is TextValue { Text: ['‹', .., '›'] whole } && whole.IndexOf('›', StringComparison.Ordinal) == whole.Length - 1
            ? whole
            : Write(shown);

    /// <summary>The argument of a predicate as it is written: another predicate stands in parentheses.</summary>
    public static StringBuilder AppendArgument(StringBuilder text, Value argument) =>
        argument is PredicateValue predicate ? text.Append('(').Append(predicate.Text).Append(')') : Append(text, argument);

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

    private static StringBuilder Append(StringBuilder text, Value value) =>
        value switch
        {
            TextValue plain => AppendQuoted(text, plain.Text),
            MapValue map => AppendMap(text, map),
            ListValue list => AppendList(text, list),
            BooleanValue boolean => text.Append(boolean.IsTrue ? "true" : "false"),
            NullValue => text.Append("null"),
            NumberValue number => text.Append(number),
            PredicateValue predicate => text.Append(predicate.Text),
            _ => text.Append(value.Kind),
        };

    private static StringBuilder AppendMap(StringBuilder text, MapValue map)
    {
        text.Append('{');
        for (var i = 0; i < map.Members.Length; i++)
        {
            AppendQuoted(i == 0 ? text : text.Append(','), map.Members[i].Key).Append(':');
            Append(text, map.Members[i].Value);
        }
        return text.Append('}');
    }

    private static StringBuilder AppendList(StringBuilder text, ListValue list)
    {
        text.Append('[');
        for (var i = 0; i < list.Items.Length; i++)
            Append(i == 0 ? text : text.Append(','), list.Items[i]);
        return text.Append(']');
    }

    private static StringBuilder AppendQuoted(StringBuilder text, string plain)
    {
        text.Append('"');
        foreach (var letter in plain)
        {
            switch (letter)
            {
                case '"' or '\\':
                    text.Append('\\').Append(letter);
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                case '\r':
                    text.Append("\\r");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;
                case < ' ':
                    text.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}");
                    break;
                default:
                    text.Append(letter);
                    break;
            }
        }
        return text.Append('"');
    }
}
