using System.Collections.Immutable;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating.Functions;

/// <summary>Texts. Positions and lengths count Unicode code points, so an emoji of one code point counts once. Letters are compared exactly.</summary>
internal static class TextFunctions
{
    private static readonly Parameter Text = new("text", ParameterKind.Text);

    public static ImmutableArray<FunctionRow> Rows { get; } =
    [
        new("text.trim", [Text], "The text without white space at both ends.", "text.trim \" a \"", a => a.Text(0).Trim()),
        new("text.upper", [Text], "The text in upper case.", "text.upper \"abc\"", a => a.Text(0).ToUpperInvariant()),
        new("text.lower", [Text], "The text in lower case.", "text.lower \"ABC\"", a => a.Text(0).ToLowerInvariant()),
        new("text.length", [Text], "The length of the text in Unicode code points.", "text.length code", a => CodePoints.Count(a.Text(0))),
        new("text.lines", [Text], "The lines of the text as a list, without their line breaks.", "text.lines response.text", Lines),
        new(
            "text.split",
            [Text, new("separator", ParameterKind.Text)],
            "The parts of the text between the separators, as a list.",
            "text.split scope \" \"",
            Split
        ),
        new(
            "text.join",
            [new("list", ParameterKind.List), new("separator", ParameterKind.Text)],
            "The items of a list as one text with a separator between them; what is not text becomes JSON.",
            "text.join [\"openid\", \"profile\"] \" \"",
            Join
        )
        {
            Keeps = [0, 1],
        },
        new(
            "text.replace",
            [Text, new("old", ParameterKind.Text), new("new", ParameterKind.Text)],
            "The text with each occurrence of one text replaced by another.",
            "text.replace name \" \" \"-\"",
            Replace
        ),
        new(
            "text.slice",
            [Text, new("start", ParameterKind.Number), Parameter.Optional("length", ParameterKind.Number, "up to the end")],
            "The part of the text from a position on, counted from 0, or from the end when it is negative; what lies outside is left out.",
            "text.slice token 0 10",
            Slice
        ),
        new(
            "text.pad_left",
            [Text, new("width", ParameterKind.Number), Parameter.Optional("filler", ParameterKind.Text, "a space")],
            "The text filled up at its beginning to a width of at most 10000 code points.",
            "text.pad_left \"7\" 3 \"0\"",
            a => Filling(a) + a.Text(0)
        ),
        new(
            "text.pad_right",
            [Text, new("width", ParameterKind.Number), Parameter.Optional("filler", ParameterKind.Text, "a space")],
            "The text filled up at its end to a width of at most 10000 code points.",
            "text.pad_right name 20",
            a => a.Text(0) + Filling(a)
        ),
        new(
            "text.starts_with",
            [Text, new("part", ParameterKind.Text)],
            "Whether the text begins with another.",
            "text.starts_with response.text \"{\"",
            a => a.Text(0).StartsWith(a.Text(1), StringComparison.Ordinal)
        ),
        new(
            "text.ends_with",
            [Text, new("part", ParameterKind.Text)],
            "Whether the text ends with another.",
            "text.ends_with email \"@example.com\"",
            a => a.Text(0).EndsWith(a.Text(1), StringComparison.Ordinal)
        ),
        new(
            "text.contains",
            [Text, new("part", ParameterKind.Text)],
            "Whether the text contains another.",
            "text.contains response.text \"error\"",
            a => a.Text(0).Contains(a.Text(1), StringComparison.Ordinal)
        ),
    ];

    private static ListValue Lines(Arguments a)
    {
        if (a.Text(0).AsSpan().Count('\n') > ListItems.Most)
            throw ListItems.TooMany();
        var text = a.Text(0).ReplaceLineEndings("\n");
        return Parts(text.EndsWith('\n') ? text[..^1] : text, "\n", isEmpty: text.Length == 0);
    }

    private static ListValue Split(Arguments a) =>
        a.Text(1).Length > 0 ? Parts(a.Text(0), a.Text(1), isEmpty: false) : throw new FunctionException("the separator is empty", 1);

    // Counted first: each part takes several times the memory of its letters.
    private static ListValue Parts(string text, string separator, bool isEmpty) =>
        isEmpty ? new ListValue([])
        : text.AsSpan().Count(separator) >= ListItems.Most ? throw ListItems.TooMany()
        : new ListValue([.. text.Split(separator).Select(part => new TextValue(part))]);

    private static TextValue Join(Arguments a)
    {
        var text = new LimitedText();
        foreach (var item in a.List(0).Items)
        {
            if (item is NullValue or ViewValue or PredicateValue)
                throw new FunctionException($"{item.Kind} has no place inside text", 0);
            if (!text.IsAtStart)
                text.Append(a[1]!);
            text.Append(item);
        }
        return text.ToValue();
    }

    private static TextValue Replace(Arguments a)
    {
        var rest = a.Text(0).AsSpan();
        var old = a.Text(1);
        if (old.Length == 0)
            throw new FunctionException("the text to replace is empty", 1);
        var text = new LimitedText();
        for (var at = rest.IndexOf(old); at >= 0; at = rest.IndexOf(old))
        {
            text.Append(rest[..at]);
            text.Append(a.Text(2));
            rest = rest[(at + old.Length)..];
        }
        text.Append(rest);
        return text.ToValue();
    }

    private static TextValue Slice(Arguments a)
    {
        var length = CodePoints.Count(a.Text(0));
        var start = a.Whole(1, int.MinValue, int.MaxValue);
        start = Math.Clamp(start < 0 ? length + start : start, 0, length);
        var taken = Math.Min(a.Whole(2, 0, int.MaxValue, length), length - start);
        return new TextValue(CodePoints.Slice(a.Text(0), (int)start, (int)taken));
    }

    private static string Filling(Arguments a)
    {
        var missing = (int)a.Whole(1, 0, 10_000) - CodePoints.Count(a.Text(0));
        var filler = a.Text(2, " ");
        return CodePoints.Count(filler) != 1 ? throw new FunctionException("one character to fill up with is expected", 2)
            : missing > 0 ? string.Concat(Enumerable.Repeat(filler, missing))
            : "";
    }
}
