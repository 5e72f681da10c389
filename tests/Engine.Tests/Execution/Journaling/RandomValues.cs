using System.Collections.Immutable;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Tests.Execution.Journaling;

/// <summary>Values of every kind, the same for the same seed.</summary>
internal sealed class RandomValues(Random random, ImmutableArray<LabelSet> labels)
{
    private static readonly string[] Texts =
    [
        "",
        "$",
        "v",
        "plain",
        "\ud800",
        "\udc00\ud800",
        "half \ud83d of a pair",
        "🙂é\u0000\u001f\u007f\u2028\ufeff\uffff",
        "\"\\/<>&'+\r\n\t",
        "‹name›",
        new('x', 5000),
    ];

    private static readonly string[] Numbers =
    [
        "0",
        "-0",
        "-0.0",
        "1.10",
        "1E5",
        "1e+05",
        "9223372036854775807",
        "-9223372036854775809",
        "123456789012345678901234567890.12345678901234567890",
        "1e-9999",
        "0.00000000000000000000000000001",
        new('7', 900),
    ];

    public Value Next(int depth = 4)
    {
        var value = Plain(depth);
        return random.Next(4) == 0 ? value.Labelled(Labels()) : value;
    }

    private Value Plain(int depth) =>
        random.Next(depth > 0 ? 8 : 5) switch
        {
            0 => Value.Null,
            1 => random.Next(2) == 0,
            2 => NumberValue.Parse(Pick(Numbers))!,
            3 => new TextValue(Pick(Texts)),
            4 => InParts(),
            5 => new ListValue([.. Enumerable.Range(0, random.Next(4)).Select(_ => Next(depth - 1))]),
            _ => new MapValue([.. Names().Select(n => KeyValuePair.Create(n, Next(depth - 1)))]),
        };

    private TextValue InParts()
    {
        var text = new LabelledText();
        for (var i = random.Next(5); i >= 0; i--)
        {
            Value part = new TextValue(Pick(Texts));
            text.Append(random.Next(2) == 0 ? part : part.Labelled(Labels()));
        }
        return text.ToValue();
    }

    private IEnumerable<string> Names() => Enumerable.Range(0, random.Next(4)).Select(_ => Pick(Texts)).Distinct(StringComparer.Ordinal);

    private LabelSet Labels() => random.Next(5) == 0 ? Pick(labels).Union(Pick(labels)) : Pick(labels);

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
