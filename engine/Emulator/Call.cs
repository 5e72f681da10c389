using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator;

/// <summary>One request on its way through the checks of its route; a check leaves here what it has established.</summary>
internal sealed class Call(Tenant tenant, HttpRequest request, ReadOnlyMemory<byte> body, string correlationId)
{
    private IReadOnlyDictionary<string, string>? form;
    private Application? client;
    private IssuedToken? bearer;
    private Application? application;
    private Population? population;
    private User? user;
    private Flow? flow;
    private Image? image;

    public Tenant Tenant => tenant;

    public HttpRequest Request => request;

    public ReadOnlyMemory<byte> Body => body;

    /// <summary>The answer's <c>Correlation-Id</c>, and the <c>id</c> of an error body.</summary>
    public string CorrelationId => correlationId;

    public DateTimeOffset Now => tenant.Clock.GetUtcNow();

    /// <summary>The values of the <c>{name}</c> parts of the route's path.</summary>
    public required IReadOnlyDictionary<string, string> PathValues { get; init; }

    /// <summary>The body as a JSON object; left by <see cref="Checks.PostedJson"/>.</summary>
    public JsonElement Json { get; set; }

    /// <summary>The body's form fields; left by <see cref="Checks.PostedForm"/>.</summary>
    public IReadOnlyDictionary<string, string> Form
    {
        get => Established(form);
        set => form = value;
    }

    /// <summary>The client that proved itself; left by <see cref="Checks.ClientAuthentication"/>.</summary>
    public Application Client
    {
        get => Established(client);
        set => client = value;
    }

    /// <summary>The live access token of the <c>Authorization</c> header; left by <see cref="Checks.BearerToken"/>.</summary>
    public IssuedToken Bearer
    {
        get => Established(bearer);
        set => bearer = value;
    }

    /// <summary>The application, population, user or flow named in the path; left by <see cref="Checks.KnownResource"/>.</summary>
    public Application Application
    {
        get => Established(application);
        set => application = value;
    }

    /// <inheritdoc cref="Application"/>
    public Population Population
    {
        get => Established(population);
        set => population = value;
    }

    /// <inheritdoc cref="Application"/>
    public User User
    {
        get => Established(user);
        set => user = value;
    }

    /// <inheritdoc cref="Application"/>
    public Flow Flow
    {
        get => Established(flow);
        set => flow = value;
    }

    /// <inheritdoc cref="Application"/>
    public Image Image
    {
        get => Established(image);
        set => image = value;
    }

    /// <summary>The media type without its parameters, lower case; empty when the request has none.</summary>
    public string MediaType => (request.ContentType ?? "").Split(';')[0].Trim().ToLowerInvariant();

    /// <summary>A request header's only value; null when it is missing or sent more than once.</summary>
    public string? Header(string name) =>
        request.Headers.TryGetValue(name, out StringValues values) && values.Count == 1 ? values[0] : null;

    private static T Established<T>(T? value)
        where T : class =>
        value ?? throw new InvalidOperationException($"The route lacks the check that establishes the {typeof(T).Name}.");
}
