using System.Collections.Immutable;
using System.Text.Json;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Reporting.Json;

/// <summary>A place in a report that is read; what is missing or of another kind is told by its path.</summary>
internal readonly struct Node(JsonElement element, string path)
{
    private const int MostOfAny = 1_000_000_000;

    /// <summary>In milliseconds, over thirty years; the longest a run may take is a day.</summary>
    private const double LongestTime = 1e12;

    /// <exception cref="ReportFormatException">It is missing or of another kind, as with all of these.</exception>
    public string Text(string name) => TextOf(Member(name, JsonValueKind.String), name);

    public string? OptionalText(string name) => Has(name) ? Text(name) : null;

    /// <summary>A text as it was stored, masked before that.</summary>
    public MaskedText Stored(string name) => MaskedText.Stored(Text(name));

    /// <inheritdoc cref="Stored"/>
    public MaskedText? OptionalStored(string name) => Has(name) ? Stored(name) : null;

    public long Number(string name) =>
        Member(name, JsonValueKind.Number).TryGetInt64(out var number) ? number : throw Wrong(name, "is no whole number");

    /// <summary>How many there are of something, or which one of them.</summary>
    /// <param name="name">Of the member.</param>
    /// <param name="most">More is no report of p1s.</param>
    public int Count(string name, int most = MostOfAny) =>
        Number(name) is >= 0 and var number && number <= most ? (int)number : throw Wrong(name, $"is not from 0 to {most}");

    /// <inheritdoc cref="Count"/>
    public int? OptionalCount(string name, int most = MostOfAny) => Has(name) ? Count(name, most) : null;

    /// <summary>Which one it is of more than can be counted in an <see cref="int"/>.</summary>
    public long Place(string name) =>
        Number(name) is >= 0 and < long.MaxValue / 1_000_000 and var place ? place : throw Wrong(name, "is no place among many");

    /// <summary>A number that is not below 0, with or without a fraction.</summary>
    public double Real(string name) =>
        Member(name, JsonValueKind.Number).GetDouble() is >= 0 and < LongestTime and var number
            ? number
            : throw Wrong(name, "is no such number");

    /// <inheritdoc cref="Real"/>
    public double? OptionalReal(string name) => Has(name) ? Real(name) : null;

    /// <summary>How many there are of what is counted without bound.</summary>
    public long Total(string name) =>
        Number(name) is >= 0 and < long.MaxValue / 1_000_000 and var total ? total : throw Wrong(name, "is no such number");

    /// <summary>Bytes in Base64.</summary>
    public ImmutableArray<byte> Bytes(string name) =>
        Member(name, JsonValueKind.String).TryGetBytesFromBase64(out var bytes) ? [.. bytes] : throw Wrong(name, "is no Base64");

    /// <summary>In bytes.</summary>
    public long Size(string name) =>
        Number(name) is >= 0 and < long.MaxValue / 1_000_000 and var size ? size : throw Wrong(name, "is no size");

    public bool Flag(string name) =>
        Member(name, null) is { ValueKind: JsonValueKind.True or JsonValueKind.False } flag
            ? flag.GetBoolean()
            : throw Wrong(name, "is neither true nor false");

    /// <summary>Whether it stands for itself: true in the place of something else.</summary>
    public bool IsTrue(string name) => TryFind(name, out var member) && member.ValueKind == JsonValueKind.True;

    public TimeSpan Time(string name)
    {
        var milliseconds = Member(name, JsonValueKind.Number).GetDouble();
        return milliseconds is >= 0 and < LongestTime
            ? TimeSpan.FromTicks((long)Math.Round(milliseconds * TimeSpan.TicksPerMillisecond))
            : throw Wrong(name, "is no length of time");
    }

    public TimeSpan? OptionalTime(string name) => Has(name) ? Time(name) : null;

    public DateTimeOffset Moment(string name) =>
        Text(name).Length > 0 && Member(name, JsonValueKind.String).TryGetDateTimeOffset(out var moment) && moment.Year is > 1900 and < 9000
            ? moment
            : throw Wrong(name, "is no moment of RFC 3339 a run can have been at");

    public T Choice<T>(string name)
        where T : struct, Enum => Words.Read<T>(Text(name)) ?? throw Wrong(name, "has no such value");

    public Node Object(string name) => new(Member(name, JsonValueKind.Object), $"{path}.{name}");

    /// <summary>JSON as it was stored, masked before that.</summary>
    public MaskedText? StoredJson(string name) =>
        !Has(name) ? null
        : Member(name, null) is { ValueKind: JsonValueKind.String } text ? MaskedText.Stored(TextOf(text, name))
        : MaskedText.Stored(Whole(Member(name, JsonValueKind.Object), name).GetRawText());

    /// <inheritdoc cref="Stored"/>
    public ImmutableArray<MaskedText> StoredTexts(string name)
    {
        var texts = ImmutableArray.CreateBuilder<MaskedText>();
        foreach (var item in Member(name, JsonValueKind.Array).EnumerateArray())
            texts.Add(
                item.ValueKind == JsonValueKind.String ? MaskedText.Stored(TextOf(item, name)) : throw Wrong(name, "holds what is no text")
            );
        return texts.ToImmutable();
    }

    public IEnumerable<Node> List(string name)
    {
        var number = 0;
        foreach (var item in Member(name, JsonValueKind.Array).EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object)
                throw Wrong(name, "holds what is no object");
            yield return new Node(item, $"{path}.{name}[{number++}]");
        }
    }

    /// <summary>Nothing when it is absent: earlier versions did not write it.</summary>
    public IEnumerable<Node> OptionalList(string name) => Has(name) ? List(name) : [];

    // With no half of a character anywhere in it: who reads the text later would stumble there.
    private JsonElement Whole(JsonElement json, string name)
    {
        try
        {
            using var writer = new Utf8JsonWriter(Stream.Null);
            json.WriteTo(writer);
            return json;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            throw Wrong(name, "holds half of a character");
        }
    }

    // JSON can write half of a surrogate pair, which no text holds.
    private string TextOf(JsonElement text, string name)
    {
        try
        {
            return text.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            throw Wrong(name, "holds half of a character");
        }
    }

    /// <summary>Whether it is there, and not null.</summary>
    public bool Has(string name) => TryFind(name, out var member) && member.ValueKind != JsonValueKind.Null;

    // A name beside it may hold half of a surrogate pair, which .NET meets when it compares.
    private bool TryFind(string name, out JsonElement member)
    {
        try
        {
            return element.TryGetProperty(name, out member);
        }
        catch (InvalidOperationException)
        {
            throw new ReportFormatException($"{path} has a name that holds half of a character");
        }
    }

    private JsonElement Member(string name, JsonValueKind? kind)
    {
        if (element.ValueKind != JsonValueKind.Object || !TryFind(name, out var member))
            throw Wrong(name, "is missing");
        return kind is null || member.ValueKind == kind ? member : throw Wrong(name, $"is no {kind.Value.ToString().ToLowerInvariant()}");
    }

    private ReportFormatException Wrong(string name, string what) => new($"{path}.{name} {what}");
}
