using System.Buffers.Text;
using System.Collections.Immutable;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating.Functions;

/// <summary>Random values, cryptographically strong.</summary>
internal static class RandomFunctions
{
    public static ImmutableArray<FunctionRow> Rows { get; } =
    [
        new("random.uuid", [], "A new UUID of version 4 in lower case.", "random.uuid", a => new TextValue(a.World.Random.Uuid())),
        new(
            "random.text",
            [new("length", ParameterKind.Number), Parameter.Optional("alphabet", ParameterKind.Text, "a-z and 0-9")],
            "A random text of 1 to 10000 characters out of an alphabet.",
            "random.text 12",
            a => new TextValue(RandomText.Draw(a.World.Random, (int)a.Whole(0, 1, 10_000), Alphabet(a)))
        ),
        new(
            "random.password",
            [Parameter.Optional("length", ParameterKind.Number, "24")],
            "A random password of 8 to 255 characters that meets PingOne's policy Standard: a digit, a lower and an upper case letter, a special "
                + "character, at most two of the same in a row, at least five different ones.",
            "random.password 24",
            a => new TextValue(RandomText.DrawPassword(a.World.Random, (int)a.Whole(0, 8, 255, 24)))
        ),
        new(
            "random.int",
            [new("lowest", ParameterKind.Number), new("highest", ParameterKind.Number)],
            "A random whole number between two bounds, both included.",
            "random.int 1 6",
            Int
        ),
        new(
            "random.bytes",
            [new("count", ParameterKind.Number)],
            "1 to 4096 random bytes as base64url text without padding.",
            "random.bytes 32",
            Bytes
        ),
    ];

    private static string Alphabet(Arguments a) =>
        a.Text(1, RandomText.Lower + RandomText.Digits) is { Length: > 0 } alphabet
            ? alphabet
            : throw new FunctionException("the alphabet is empty", 1);

    private static NumberValue Int(Arguments a)
    {
        const long Widest = 1L << 53;
        var lowest = a.Whole(0, -Widest, Widest);
        var highest = a.Whole(1, -Widest, Widest);
        return highest >= lowest
            ? NumberValue.From(lowest + a.World.Random.Below(highest - lowest + 1))
            : throw new FunctionException("the highest number is below the lowest", 1);
    }

    private static TextValue Bytes(Arguments a)
    {
        var bytes = new byte[a.Whole(0, 1, 4096)];
        a.World.Random.Fill(bytes);
        return new TextValue(Base64Url.EncodeToString(bytes));
    }
}
