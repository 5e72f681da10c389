using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Forecasting;

/// <summary>A request with what is known of it now.</summary>
internal sealed class RequestForecaster(TemplateForecaster templates)
{
    private readonly BodyForecaster bodies = new(templates);
    private readonly FieldForecaster fields = new(templates);
    private readonly AddressRenderer addresses = new(templates.Early);

    public ForeseenRequest Forecast(RequestTemplate request, ForeseenBag bag)
    {
        var parts = new List<Foreseen>();
        var address = AddressOf(request, bag);
        parts.Add(address);
        var headers = fields.Forecast(request.Headers, bag, parts);
        var carriesType = request.Body is not null;
        var mediaType = carriesType ? headers.FirstOrDefault(IsMediaType)?.Text : null;
        var shown = new ForecastRequest
        {
            Method = request.Method,
            Address = address.Text,
            Query = fields.Forecast(request.Query, bag, parts),
            Headers = carriesType ? headers.RemoveAll(IsMediaType) : headers,
            Auth = AuthOf(request.Auth, bag, parts),
            Body = request.Body is { } body ? Proven(bodies.Forecast(body, mediaType, bag, parts), request.Auth, bag, parts) : null,
            Redirects = request.Redirects,
        };
        return new ForeseenRequest(
            shown with
            {
                Pending = [.. parts.Where(p => p.Labels.IsEmpty).SelectMany(p => p.Pending).Select(p => p.Words).Distinct()],
            },
            address,
            parts.Aggregate(LabelSet.None, (labels, p) => labels.Union(p.Labels)),
            request.Address.Span
        );
    }

    private static bool IsMediaType(ForecastField header) => header.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase);

    // Exactly as it would be sent when all of it is known, and checked by the same rules.
    private Foreseen AddressOf(RequestTemplate request, ForeseenBag bag)
    {
        var address = request.Address;
        var (joined, isWhole) = Join(address, bag);
        if (!isWhole)
            return joined;
        try
        {
            return Foreseen.Known(addresses.Render(request with { Query = FieldsTemplate.None }, bag.Known, out _).Plain);
        }
        catch (DiagnosticException e)
        {
            bag.Problems?.Add(e.Diagnostic);
            return joined;
        }
    }

    private (Foreseen Joined, bool IsWhole) Join(AddressTemplate address, ForeseenBag bag)
    {
        var origin = templates.RenderText(address.Origin, bag);
        var rest = address.Path.Select(s => ("/", templates.RenderText(s, bag, Uri.EscapeDataString))).ToList();
        if (address.Query is { } query)
            rest.Add(("?", templates.RenderText(query, bag, Uri.EscapeDataString)));
        var all = rest.Select(r => r.Item2).Prepend(origin).ToList();
        var beginning = address.Path.IsEmpty ? origin.Text : origin.Text.TrimEnd('/');
        var joined = new Foreseen
        {
            Shown = beginning + string.Concat(rest.Select(r => r.Item1 + r.Item2.Text)),
            // A slash says that the host is complete.
            Beginning = origin.Plain is not null || origin.IsStandIn ? origin.Beginning + "/" : origin.Beginning,
            Pending = [.. all.SelectMany(p => p.Pending).Distinct()],
            Labels = all.Aggregate(LabelSet.None, (labels, p) => labels.Union(p.Labels)),
        };
        return (joined, all.TrueForAll(p => p.Plain is not null));
    }

    // The fields an assertion is sent with; the assertion itself is made in the run.
    private ForecastBody Proven(ForecastBody body, AuthTemplate? auth, ForeseenBag bag, List<Foreseen> parts)
    {
        if (auth is not AssertionAuth assertion)
            return body;
        var given = assertion.Arguments.Select(a => templates.Render(a.Value, bag)).ToList();
        parts.AddRange(given);
        var labels = given.Aggregate(LabelSet.None, (all, p) => all.Union(p.Labels));
        var signed = labels.IsEmpty ? Pending.InRun.Shown("") : labels.Shown;
        var client = assertion.Find("client_id") is { } id ? templates.Render(id.Value, bag).Text : "";
        string[] values = [client, signed, AssertionRenderer.AssertionType];
        return body with
        {
            Fields = [.. body.Fields, .. AssertionAuth.FieldNames.Zip(values, (name, text) => new ForecastField(name, text))],
        };
    }

    private string AssertionOf(AssertionAuth auth, ForeseenBag bag) =>
        $"{auth.Function.Name} for {(auth.Find("audience") is { } audience ? templates.Render(audience.Value, bag).Text : "")}";

    private string? AuthOf(AuthTemplate? auth, ForeseenBag bag, List<Foreseen> parts) =>
        auth switch
        {
            BearerAuth bearer => "bearer " + Part(bearer.Token, bag, parts),
            BasicAuth basic => $"basic {Part(basic.Username, bag, parts)} : {Part(basic.Password, bag, parts)}",
            AssertionAuth assertion => AssertionOf(assertion, bag),
            _ => null,
        };

    private string Part(Template template, ForeseenBag bag, List<Foreseen> parts)
    {
        var part = templates.RenderText(template, bag);
        parts.Add(part);
        return part.Text;
    }
}

/// <summary>A request that is foreseen, with what the trust rules ask of it.</summary>
/// <param name="Shown">As it may be shown.</param>
/// <param name="Address">As far as it is known.</param>
/// <param name="Labels">Of everything it carries.</param>
/// <param name="Span">Where its address is written.</param>
internal sealed record ForeseenRequest(ForecastRequest Shown, Foreseen Address, LabelSet Labels, SourceSpan Span);
