using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Http;

/// <summary>A request template and a bag to a request that can be sent; each value is encoded for the place it fills.</summary>
internal sealed class RequestRenderer(TemplateRenderer templates, SecretMask mask, RandomSource random)
{
    private readonly BodyRenderer bodies = new(templates, random);

    /// <summary>How long a whole answer may take when nothing is written.</summary>
    public static readonly TimeSpan UsualTimeout = TimeSpan.FromSeconds(30);

    /// <summary>What a header value may hold: visible ASCII, space and tab (RFC 9110, section 5.5; beyond ASCII readers differ).</summary>
    private static readonly SearchValues<char> HeaderLetters = SearchValues.Create([
        .. Enumerable.Range(0x20, 0x5f).Select(c => (char)c),
        '\t',
    ]);

    /// <exception cref="DiagnosticException">A template cannot be computed, or a value does not fit its place.</exception>
    public RenderedRequest Render(RequestTemplate request, VariableBag bag)
    {
        var headers = ImmutableArray.CreateBuilder<RenderedField>(request.Headers.Length + 1);
        RenderedText? mediaType = null;
        foreach (var header in request.Headers)
        {
            var values = templates.RenderTexts(header.Value, bag);
            for (var i = 0; i < values.Count; i++)
            {
                var value = Checked(header, values[i]);
                if (request.Body is not null && header.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
                    mediaType = value;
                else
                    headers.Add(new RenderedField(header.Name, value));
            }
        }
        if (RenderAuth(request, bag) is { } authorization)
            headers.Add(authorization);
        return new RenderedRequest
        {
            Method = request.Method,
            Address = new AddressRenderer(templates).Render(request, bag, out var fragment),
            Fragment = fragment,
            Headers = headers.ToImmutable(),
            Body = request.Body is { } body ? bodies.Render(body, mediaType, bag, Prove(request.Auth, bag)) : null,
            Timeout = request.Timeout ?? UsualTimeout,
            Redirects = request.Redirects,
            Cookies = request.Cookies,
            Span = request.Span,
        };
    }

    private ImmutableArray<(string Name, RenderedText Value)> Prove(AuthTemplate? auth, VariableBag bag) =>
        auth is AssertionAuth assertion ? new AssertionRenderer(templates).Render(assertion, bag) : default;

    private static RenderedText Checked(FieldTemplate header, RenderedText value) =>
        value.Plain.AsSpan().ContainsAnyExcept(HeaderLetters) || value.Plain.AsSpan().Trim(" \t").Length != value.Plain.Length
            ? throw Unfit(
                header.Value.Span,
                $"the value of the header \"{header.Name}\" holds a character no header can hold",
                "encode it, for example with base64url.encode"
            )
            : value;

    private RenderedField? RenderAuth(RequestTemplate request, VariableBag bag)
    {
        switch (request.Auth)
        {
            case BearerAuth bearer:
                var token = templates.RenderText(bearer.Token, bag);
                if (token.Plain.AsSpan().ContainsAnyExcept(HeaderLetters) || token.Plain.Contains(' ', StringComparison.Ordinal))
                    throw Unfit(bearer.Span, "the bearer token holds a character no token has", "look at where it was extracted from");
                return Authorization(token with { Plain = "Bearer " + token.Plain, Shown = "Bearer " + token.Shown });
            case BasicAuth basic:
                return RenderBasic(basic, bag);
            default:
                return null;
        }
    }

    private RenderedField RenderBasic(BasicAuth basic, VariableBag bag)
    {
        var (username, password) = (templates.RenderText(basic.Username, bag), templates.RenderText(basic.Password, bag));
        if (username.Plain.Contains(':', StringComparison.Ordinal))
            throw Unfit(basic.Username.Span, "a username with a colon cannot be sent (RFC 7617)", "send the credentials as form fields");
        var labels = username.Labels.Union(password.Labels);
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{username.Plain}:{password.Plain}"));
        if (labels.IsEmpty)
            return Authorization(RenderedText.Literal("Basic " + encoded));
        mask.Add(labels, encoded);
        return Authorization(
            new RenderedText("Basic " + encoded, "Basic " + labels.Shown, labels) { Secrets = [.. username.Secrets, .. password.Secrets] }
        ) with
        {
            Credentials = $"{username.Shown}:{password.Shown}",
        };
    }

    private static RenderedField Authorization(RenderedText value) => new("Authorization", value);

    internal static DiagnosticException Unfit(SourceSpan span, string what, string fix) =>
        new(new Diagnostic(DiagnosticCodes.Unsendable, span, what, "a value can only fill the place it stands in", fix));
}
