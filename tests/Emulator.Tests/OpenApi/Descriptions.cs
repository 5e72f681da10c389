using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PingOneScenarios.Engine.Tests;

namespace PingOneScenarios.Emulator.Tests.OpenApi;

/// <summary>The public descriptions of PingOne's management API that lie beside the repository; none where they do not.</summary>
internal static partial class Descriptions
{
    public const string Absent = "skipped: the public OpenAPI files of PingOne are not beside the repository";

    private const string Version = "/v1";

    public static ImmutableArray<Description> All { get; } = [.. Read("management"), .. Read("mfa")];

    /// <summary>What is said of an operation; null when it is in no file.</summary>
    public static Described? Find(string method, string path)
    {
        var segments = path[Version.Length..].Split('/');
        return All.SelectMany(description => description.Operations)
            .Where(operation => operation.Matches(method, segments))
            .MaxBy(operation => operation.Literals);
    }

    public static bool IsManagement(string path) => path.StartsWith(Version + "/", StringComparison.Ordinal);

    /// <summary>The operation as it is described; else its method and path, ids left out.</summary>
    public static string NameOf(Exchange exchange) =>
        Find(exchange.Method, exchange.Path)?.ToString() ?? $"{exchange.Method} {Id().Replace(exchange.Path[Version.Length..], "{}")}";

    /// <summary>How an answer differs from what is described, a line each.</summary>
    public static IEnumerable<string> DifferencesOfAnswer(Exchange exchange)
    {
        if (Find(exchange.Method, exchange.Path) is not { } operation)
            return exchange.Status < 400 ? ["the operation is not described"] : [];
        if (!operation.Answers.TryGetValue($"{exchange.Status}", out var types))
            return [$"status {exchange.Status} is not listed"];
        return types.Count > 0 ? OfBody(operation, types, exchange.AnswerType, exchange.Answer, isRequest: false)
            : exchange.Answer.Length > 0 ? ["the body is not described"]
            : [];
    }

    /// <summary>How a request differs from what is described, a line each.</summary>
    public static IEnumerable<string> DifferencesOfRequest(Exchange exchange)
    {
        if (Find(exchange.Method, exchange.Path) is not { } operation)
            return ["the operation is not described"];
        if (exchange.Request.Length == 0)
            return [];
        return operation.Requests.Count > 0
            ? OfBody(operation, operation.Requests, exchange.RequestType, exchange.Request, isRequest: true).Select(d => $"request: {d}")
            : ["request: the body is not described"];
    }

    private static IEnumerable<string> OfBody(
        Described operation,
        FrozenDictionary<string, JsonObject?> types,
        string? sent,
        ReadOnlyMemory<byte> body,
        bool isRequest
    )
    {
        var type = (sent ?? "").Split(';')[0].Trim().ToLowerInvariant();
        IEnumerable<string> differences = types.Keys.Any(listed => Includes(listed, type)) ? [] : [$"media type {type} is not listed"];
        var schema = types.TryGetValue(type, out var known) ? known : types.GetValueOrDefault("application/json");
        if (schema is null || !type.EndsWith("json", StringComparison.Ordinal))
            return differences;
        using var value = JsonDocument.Parse(body);
        return [.. differences, .. operation.Of.Shapes.Misfits(value.RootElement, schema, isRequest)];
    }

    private static bool Includes(string listed, string type) =>
        listed == type || (listed.EndsWith("/*", StringComparison.Ordinal) && type.StartsWith(listed[..^1], StringComparison.Ordinal));

    private static IEnumerable<Description> Read(string name) =>
        RepositoryRoot.FindCorpus("pingone-openapi", "go-sdk-v2", name, "api", "openapi.yaml") is { } path
            ? [new Description(name, OpenApiYaml.Read(path))]
            : [];

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Id();
}
