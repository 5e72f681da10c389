using System.Buffers.Binary;
using System.Text;

namespace PingOneScenarios.Emulator.Devices;

/// <summary>The part of CBOR (RFC 8949) that authenticators write: whole numbers, bytes, texts, lists and maps of known length.</summary>
internal ref struct Cbor
{
    private const int DeepestNesting = 8;

    private ReadOnlySpan<byte> rest;
    private int depth;

    private Cbor(ReadOnlySpan<byte> bytes) => rest = bytes;

    /// <summary>The first value, as <see cref="long"/>, bytes, text, list or dictionary; null when it is anything else.</summary>
    public static object? Parse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return new Cbor(bytes).Read();
        }
        catch (Exception cause) when (cause is FormatException or ArgumentException or OverflowException)
        {
            return null;
        }
    }

    private object Read()
    {
        if (++depth > DeepestNesting)
            throw new FormatException();
        var first = Take(1)[0];
        var number = Number(first & 31);
        object value = (first >> 5) switch
        {
            0 => number,
            1 => -1 - number,
            2 => Take(number).ToArray(),
            3 => Encoding.UTF8.GetString(Take(number)),
            4 => List(number),
            5 => Map(number),
            _ => throw new FormatException(),
        };
        depth--;
        return value;
    }

    private long Number(int info) =>
        info switch
        {
            < 24 => info,
            24 => Take(1)[0],
            25 => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
            26 => BinaryPrimitives.ReadUInt32BigEndian(Take(4)),
            27 => checked((long)BinaryPrimitives.ReadUInt64BigEndian(Take(8))),
            _ => throw new FormatException(),
        };

    private ReadOnlySpan<byte> Take(long count)
    {
        if (count > rest.Length)
            throw new FormatException();
        var taken = rest[..(int)count];
        rest = rest[(int)count..];
        return taken;
    }

    private List<object> List(long count)
    {
        var list = new List<object>();
        for (; count > 0; count--)
            list.Add(Read());
        return list;
    }

    private Dictionary<object, object> Map(long count)
    {
        var map = new Dictionary<object, object>();
        for (; count > 0; count--)
            map.Add(Read(), Read());
        return map;
    }
}
