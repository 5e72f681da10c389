using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PingOneScenarios.Emulator;

/// <summary>What goes back over the wire, apart from the headers every answer has.</summary>
internal sealed record Answer(int Status, string? ContentType, ReadOnlyMemory<byte> Body)
{
    private const string HalType = "application/hal+json;charset=UTF-8";

    public ImmutableArray<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>A management resource, <c>application/hal+json</c>.</summary>
    public static Answer Hal(int status, JsonObject body) => new(status, HalType, JsonBuffer.Write(json => body.WriteTo(json)));

    /// <summary>The same, of members that are written one after the other, with no tree of them in between.</summary>
    public static Answer Hal(int status, Action<Utf8JsonWriter> writeMembers) =>
        new(
            status,
            HalType,
            JsonBuffer.Write(json =>
            {
                json.WriteStartObject();
                writeMembers(json);
                json.WriteEndObject();
            })
        );

    /// <summary>An answer of the <c>/as/*</c> side, <c>application/json</c>.</summary>
    public static Answer Json(int status, JsonObject body) =>
        new(status, "application/json;charset=UTF-8", JsonBuffer.Write(json => body.WriteTo(json)));

    public static Answer Text(int status, string text) => new(status, "text/plain;charset=UTF-8", Encoding.UTF8.GetBytes(text));

    public static Answer Html(string page) => new(200, "text/html;charset=UTF-8", Encoding.UTF8.GetBytes(page));

    public static Answer Empty(int status) => new(status, null, default);

    /// <summary>An application may be registered with letters no header can hold; they are percent-encoded, the rest stays as it is written.</summary>
    public static Answer Redirect(string location) =>
        Empty(302)
            .With("Location", string.Concat(location.EnumerateRunes().Select(rune => IsPlain(rune) ? rune.ToString() : Encoded(rune))));

    public Answer With(string name, string value) => this with { Headers = Headers.Add((name, value)) };

    /// <summary>RFC 6749 section 5.1: an answer that carries a token is never stored.</summary>
    public Answer NotStored() => With("Cache-Control", "no-store").With("Pragma", "no-cache");

    private static bool IsPlain(Rune rune) => rune.Value is >= ' ' and <= '~';

    private static string Encoded(Rune rune) => Uri.EscapeDataString(rune.ToString());
}
