using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating.Functions;

/// <summary>JSON text that a function was given.</summary>
internal static class JsonArgument
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Strict JSON: one value, no comments, no name twice in an object, at most 64 levels.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> json, [NotNullWhen(true)] out Value? value)
    {
        value = null;
        try
        {
            using var document = JsonDocument.Parse(json, ValueJson.Strict);
            value = ValueJson.From(document.RootElement);
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    public static bool TryParse(string json, [NotNullWhen(true)] out Value? value)
    {
        try
        {
            return TryParse(StrictUtf8.GetBytes(json), out value);
        }
        catch (EncoderFallbackException)
        {
            value = null;
            return false;
        }
    }

    /// <summary>Why <see cref="TryParse(string, out Value?)"/> fails; never quotes the text.</summary>
    public static string Objection(string json)
    {
        try
        {
            using var lenient = JsonDocument.Parse(json, ValueJson.Strict with { AllowDuplicateProperties = true });
            var bytes = Encoding.UTF8.GetBytes(json);
            if (NumberLimits.FindIn(bytes) is var (at, objection))
                return $"the number at {NumberLimits.PlaceOf(bytes, at)} of the JSON text {objection}";
            return "an object of the JSON text has the same name twice, or a text in it is no Unicode";
        }
        catch (JsonException e)
        {
            var place = e.LineNumber is { } line ? $" (line {line + 1}, byte {e.BytePositionInLine + 1})" : "";
            return json.AsSpan().Trim().IsEmpty ? "the text is empty, JSON is expected" : $"the text is not JSON{place}";
        }
        catch (ArgumentException)
        {
            return "the text is no Unicode";
        }
    }
}
