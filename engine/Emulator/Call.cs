using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator;

/// <summary>One request as it came. What the checks of its route establish about it goes from one to the next, and to the endpoint.</summary>
internal sealed class Call(Organization organization, HttpRequest request, ReadOnlyMemory<byte> body, string correlationId)
{
    public Organization Organization => organization;

    /// <summary>The environment the path names; the first one when it names none, or one that nobody knows.</summary>
    public Tenant Tenant => field ??= (PathValues.Find("envID") is { } id ? organization.Find(id) : null) ?? organization.First;

    public HttpRequest Request => request;

    public ReadOnlyMemory<byte> Body => body;

    /// <summary>The answer's <c>Correlation-Id</c>, and the <c>id</c> of an error body.</summary>
    public string CorrelationId => correlationId;

    /// <summary>Null unless somebody looks.</summary>
    public Controls.CallTrace? Trace { get; init; }

    /// <summary>Null until its rights were looked at.</summary>
    public Administration.Actor? Sender { get; set; }

    /// <summary>A request of the controls, which need no management token.</summary>
    public bool IsOfControls { get; private init; }

    public DateTimeOffset Now => organization.Clock.GetUtcNow();

    /// <summary>The values of the <c>{name}</c> parts of the route's path.</summary>
    public required PathValues PathValues { get; init; }

    /// <summary>The same request as one of the controls.</summary>
    public Call OfControls() => new(organization, request, default, correlationId) { PathValues = PathValues, IsOfControls = true };

    /// <summary>The same request, at the route that has these values.</summary>
    public Call At(PathValues values) =>
        new(organization, request, body, correlationId)
        {
            PathValues = values,
            Trace = Trace,
            IsOfControls = IsOfControls,
        };

    /// <summary>The media type without its parameters, lower case; empty when the request has none.</summary>
    public string MediaType => (request.ContentType ?? "").Split(';')[0].Trim().ToLowerInvariant();

    /// <summary>A request header's only value; null when it is missing or sent more than once.</summary>
    public string? Header(string name) =>
        request.Headers.TryGetValue(name, out StringValues values) && values.Count == 1 ? values[0] : null;
}
