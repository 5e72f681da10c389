using System.Text.Json;
using System.Text.Json.Nodes;

namespace PingOneScenarios.Emulator.Controls;

/// <summary>The last requests, for a person who looks: what was asked, what was checked, why it was refused. No bodies, and of a query its names.</summary>
internal sealed class RequestLog
{
    private const int Largest = 500;

    private readonly Lock gate = new();
    private readonly Queue<LoggedRequest> requests = [];
    private long last;

    public void Add(Call call, string? fault, Answer? answer, TimeSpan took)
    {
        var logged = new LoggedRequest(
            0,
            call.Now,
            call.Request.Method,
            call.Request.Path.Value ?? "/",
            [.. call.Request.Query.Keys.Order(StringComparer.Ordinal)],
            answer?.Status,
            took,
            call.Trace?.Checks ?? [],
            fault,
            answer is null ? null : Why(answer)
        );
        lock (gate)
        {
            requests.Enqueue(logged with { Number = ++last });
            if (requests.Count > Largest)
                requests.Dequeue();
        }
    }

    /// <summary>The requests with a higher number than <paramref name="number"/>, the oldest first.</summary>
    public IReadOnlyList<LoggedRequest> After(long number)
    {
        lock (gate)
            return [.. requests.Where(request => request.Number > number)];
    }

    public void Clear()
    {
        lock (gate)
            requests.Clear();
    }

    /// <summary>What the answer says is wrong; null of one that says nothing is.</summary>
    private static string? Why(Answer answer)
    {
        if (answer.Status < 400 || answer.Body.IsEmpty || answer.ContentType?.Contains("json", StringComparison.Ordinal) != true)
            return null;
        var json = JsonNode.Parse(answer.Body.Span) as JsonObject;
        var texts = new List<string?> { Text(json, "code") ?? Text(json, "error"), Text(json, "error_description") };
        if (json?["details"] is JsonArray { Count: > 0 } details)
            texts.AddRange(details.Select(detail => string.Join(' ', Words(detail as JsonObject))));
        else
            texts.Add(Text(json, "message"));
        return string.Join(": ", texts.Where(text => !string.IsNullOrEmpty(text)));
    }

    private static IEnumerable<string> Words(JsonObject? detail) =>
        new[] { Text(detail, "code"), Text(detail, "target"), Text(detail, "message") }.OfType<string>();

    private static string? Text(JsonObject? json, string name) =>
        json?[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
}

/// <summary>A request and its answer. <see cref="Status"/> is null when the connection was cut.</summary>
internal sealed record LoggedRequest(
    long Number,
    DateTimeOffset At,
    string Method,
    string Path,
    IReadOnlyList<string> QueryNames,
    int? Status,
    TimeSpan Took,
    IReadOnlyList<(string Name, bool Passed)> Checks,
    string? Fault,
    string? Why
);
