using System.Text;

namespace PingOneScenarios.Engine.Fuzz.Fuzzing;

/// <summary>Changes inputs: a few small changes on top of one another, some of them with pieces of other inputs or of the language.</summary>
internal sealed class ByteMutator(Random random, IReadOnlyList<string> tokens)
{
    private const int LargestInput = 1 << 14;
    private const int MostChanges = 6;

    private static readonly byte[] Telling = [0, 9, 10, 13, 32, 34, 39, 47, 58, 60, 62, 92, 127, 128, 192, 237, 255];

    private readonly byte[][] pieces = [.. tokens.Where(t => t.Length > 0).Select(Encoding.UTF8.GetBytes)];

    /// <param name="input">What is changed.</param>
    /// <param name="other">What pieces are taken from.</param>
    public byte[] Mutate(byte[] input, byte[] other)
    {
        for (var changes = random.Next(1, MostChanges + 1); changes > 0; changes--)
            input = Change(input, other);
        return input.Length > LargestInput ? input[..LargestInput] : input;
    }

    private byte[] Change(byte[] input, byte[] other) =>
        random.Next(12) switch
        {
            0 => With(input, b => (byte)(b ^ (1 << random.Next(8)))),
            1 => With(input, _ => Telling[random.Next(Telling.Length)]),
            2 => With(input, b => (byte)(b + random.Next(-3, 4))),
            3 => Replace(input, []),
            4 => Insert(input, Part(input)),
            5 => Insert(input, Part(other)),
            6 => Replace(input, Part(other)),
            7 => [.. input.AsSpan(0, random.Next(input.Length + 1)), .. other.AsSpan(random.Next(other.Length + 1))],
            8 => input[..random.Next(input.Length + 1)],
            9 => SwapLines(input),
            10 => Replace(input, Piece()),
            _ => Insert(input, Piece()),
        };

    private byte[] Piece() => pieces[random.Next(pieces.Length)];

    private byte[] With(byte[] input, Func<byte, byte> change)
    {
        if (input.Length == 0)
            return input;
        var changed = input.ToArray();
        var at = random.Next(changed.Length);
        changed[at] = change(changed[at]);
        return changed;
    }

    private byte[] Insert(byte[] input, ReadOnlySpan<byte> piece)
    {
        var at = random.Next(input.Length + 1);
        return [.. input.AsSpan(0, at), .. piece, .. input.AsSpan(at)];
    }

    private byte[] Replace(byte[] input, ReadOnlySpan<byte> piece)
    {
        var (start, length) = Range(input.Length);
        return [.. input.AsSpan(0, start), .. piece, .. input.AsSpan(start + length)];
    }

    private byte[] Part(byte[] input)
    {
        var (start, length) = Range(input.Length);
        return input[start..(start + length)];
    }

    // Short ones are more telling than long ones.
    private (int Start, int Length) Range(int length)
    {
        var start = random.Next(length + 1);
        var most = random.Next(4) == 0 ? 64 : 8;
        return (start, Math.Min(random.Next(1, most + 1), length - start));
    }

    private byte[] SwapLines(byte[] input)
    {
        var lines = Encoding.Latin1.GetString(input).Split('\n');
        var (one, other) = (random.Next(lines.Length), random.Next(lines.Length));
        (lines[one], lines[other]) = (lines[other], lines[one]);
        return Encoding.Latin1.GetBytes(string.Join('\n', lines));
    }
}
