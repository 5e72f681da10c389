using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator;

/// <summary>One request as it came. What the checks of its route establish about it goes from one to the next, and to the endpoint.</summary>
internal sealed class Call(Tenant tenant, HttpRequest request, ReadOnlyMemory<byte> body, string correlationId)
{
    public Tenant Tenant => tenant;

    public HttpRequest Request => request;

    public ReadOnlyMemory<byte> Body => body;

    /// <summary>The answer's <c>Correlation-Id</c>, and the <c>id</c> of an error body.</summary>
    public string CorrelationId => correlationId;

    public DateTimeOffset Now => tenant.Clock.GetUtcNow();

    /// <summary>The values of the <c>{name}</c> parts of the route's path.</summary>
    public required IReadOnlyDictionary<string, string> PathValues { get; init; }

    /// <summary>The media type without its parameters, lower case; empty when the request has none.</summary>
    public string MediaType => (request.ContentType ?? "").Split(';')[0].Trim().ToLowerInvariant();

    /// <summary>A request header's only value; null when it is missing or sent more than once.</summary>
    public string? Header(string name) =>
        request.Headers.TryGetValue(name, out StringValues values) && values.Count == 1 ? values[0] : null;
}
