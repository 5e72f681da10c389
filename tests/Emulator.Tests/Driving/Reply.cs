using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Web;

namespace PingOneScenarios.Emulator.Tests.Driving;

/// <summary>An answer as it came over the wire, read to the end.</summary>
internal sealed record Reply(int Status, HttpResponseHeaders Headers, string? ContentType, byte[] Body)
{
    /// <summary>The <c>Allow</c> header, which .NET counts among the content's.</summary>
    public string? Allow { get; init; }

    public string Text => Encoding.UTF8.GetString(Body);

    public JsonNode Json => JsonNode.Parse(Body)!;

    public string Location => Header("Location")!;

    /// <summary>A parameter of the query of <c>Location</c>.</summary>
    public string? InLocation(string name) =>
        HttpUtility.ParseQueryString(Location[(Location.IndexOf('?', StringComparison.Ordinal) + 1)..])[name];

    /// <summary>As sent: the typed headers would put a slash into <c>https://host?code=</c>.</summary>
    public string? Header(string name) => Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;

    /// <summary>The whole <c>Set-Cookie</c> lines.</summary>
    public IReadOnlyList<string> SetCookies => Headers.TryGetValues("Set-Cookie", out var values) ? [.. values] : [];

    /// <summary>The member at a path such as <c>details.0.code</c>, as text; null when it is not there.</summary>
    public string? this[string path]
    {
        get
        {
            JsonNode? node = Json;
            foreach (var part in path.Split('.'))
                node = node is JsonArray list ? (int.Parse(part) < list.Count ? list[int.Parse(part)] : null) : (node as JsonObject)?[part];
            return node?.ToString();
        }
    }

    /// <summary>Status, code and first detail on one line: <c>400 INVALID_DATA REQUIRED_VALUE name</c>; for OAuth <c>401 invalid_client</c>.</summary>
    public string Failure =>
        string.Join(
            ' ',
            new[] { $"{Status}", this["error"], this["code"], this["details.0.code"], this["details.0.target"] }.Where(part =>
                part is not null
            )
        );
}
