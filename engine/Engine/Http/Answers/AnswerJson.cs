using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Http.Answers;

/// <summary>A body read as JSON, strictly: what readers understand differently is refused.</summary>
/// <param name="Element">Null when it is not JSON, or refused.</param>
/// <param name="Objection">Why it is refused; null when it is not JSON at all.</param>
internal sealed record AnswerJson(JsonElement? Element, string? Objection)
{
    /// <summary>Where it stops being JSON and what stands there: <c>1:8, where "}" stands</c>; null when it is JSON, or refused.</summary>
    public string? Fault { get; private init; }

    private const string HalfCharacter = "a text in it holds half of a surrogate pair";

    private const string TooMany = "it holds more than 500,000 values";

    /// <summary>Of every kind (trust rule 12): each one becomes an object, so a body of 10 MB could become half a gigabyte.</summary>
    private const int MostValues = 500_000;

    public const string NotUtf8 = "a text in it is not UTF-8";

    private static readonly JsonDocumentOptions Lenient = new() { MaxDepth = 1000 };

    public static AnswerJson Parse(ReadOnlyMemory<byte> body)
    {
        var bytes = body[(body.Span.StartsWith("\uFEFF"u8) ? 3 : 0)..];
        if (bytes.IsEmpty)
            return new AnswerJson(null, null);
        try
        {
            if (HoldsTooMany(bytes.Span))
                return new AnswerJson(null, TooMany);
            var root = JsonDocument.Parse(bytes, ValueJson.Strict).RootElement;
            // Looked at here because .NET only does when a text is asked for.
            return !Utf8.IsValid(bytes.Span) ? new AnswerJson(null, NotUtf8)
                : HoldsHalfCharacter(bytes.Span, root) ? new AnswerJson(null, HalfCharacter)
                : NumberLimits.FindIn(bytes.Span) is var (at, objection)
                    ? new AnswerJson(null, $"the number at {NumberLimits.PlaceOf(bytes.Span, at)} {objection}")
                : new AnswerJson(root, null);
        }
        catch (JsonException e)
        {
            return Objecting(bytes) is { } objection
                ? new AnswerJson(null, objection)
                : new AnswerJson(null, null) { Fault = FaultOf(bytes.Span, e) };
        }
        catch (InvalidOperationException)
        {
            // Comparing names decodes them.
            return new AnswerJson(null, Utf8.IsValid(bytes.Span) ? HalfCharacter : NotUtf8);
        }
    }

    /// <summary>Whether a body holds nothing but white space and a byte order mark.</summary>
    public static bool IsBlank(ReadOnlySpan<byte> body) => !body[(body.StartsWith("\uFEFF"u8) ? 3 : 0)..].ContainsAnyExcept(" \t\r\n"u8);

    // A value and what parts it from the next one are two bytes at least, so nearly no body is counted.
    private static bool HoldsTooMany(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length / 2 <= MostValues)
            return false;
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = Lenient.MaxDepth });
        var values = 0;
        while (values <= MostValues && reader.Read())
            values += reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject or JsonTokenType.PropertyName ? 0 : 1;
        return values > MostValues;
    }

    // One character at most: what stands there is the server's, and may be the beginning of a secret.
    private static string FaultOf(ReadOnlySpan<byte> bytes, JsonException failure)
    {
        var line = failure.LineNumber ?? 0;
        var rest = bytes;
        for (var i = 0L; i < line; i++)
            rest = rest[(rest.IndexOf((byte)'\n') + 1)..];
        var at = (int)Math.Min(rest.Length, failure.BytePositionInLine ?? 0);
        var column = Encoding.UTF8.GetString(rest[..at]).EnumerateRunes().Count() + 1;
        Rune.DecodeFromUtf8(rest[at..], out var there, out _);
        var stands = at == rest.Length ? "it ends" : $"{(Rune.IsControl(there) ? $"U+{there.Value:X4}" : $"\"{there}\"")} stands";
        return string.Create(CultureInfo.InvariantCulture, $"{line + 1}:{column}, where {stands}");
    }

    private static string? Objecting(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes, Lenient);
            return Depth(document.RootElement, 1) > ValueJson.Strict.MaxDepth
                ? $"it is more than {ValueJson.Strict.MaxDepth} levels deep"
                : "an object in it has two members of one name, and readers differ in which one they keep";
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static int Depth(JsonElement element, int depth) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject().Select(m => Depth(m.Value, depth + 1)).DefaultIfEmpty(depth).Max(),
            JsonValueKind.Array => element.EnumerateArray().Select(i => Depth(i, depth + 1)).DefaultIfEmpty(depth).Max(),
            _ => depth - 1,
        };

    // Only an escape can bring one in, so nearly no body is looked through.
    private static bool HoldsHalfCharacter(ReadOnlySpan<byte> bytes, JsonElement root) =>
        (bytes.IndexOf("\\ud"u8) >= 0 || bytes.IndexOf("\\uD"u8) >= 0) && HoldsHalfCharacter(root);

    private static bool HoldsHalfCharacter(JsonElement element)
    {
        try
        {
            return element.ValueKind switch
            {
                JsonValueKind.Object => element.EnumerateObject().Any(m => m.Name.Length < 0 || HoldsHalfCharacter(m.Value)),
                JsonValueKind.Array => element.EnumerateArray().Any(HoldsHalfCharacter),
                JsonValueKind.String => element.GetString() is null,
                _ => false,
            };
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }
}
