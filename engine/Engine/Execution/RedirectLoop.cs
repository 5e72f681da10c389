using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Http.Cookies;
using PingOneScenarios.Engine.Http.Pacing;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution;

/// <summary>
/// Sends a request and follows redirects as far as the step asks for (trust rule 5): every hop is checked anew, and nothing but the
/// address the server named crosses an origin.
/// </summary>
internal class RedirectLoop(RunTools tools, RunState state)
{
    /// <summary>In characters: what every server takes (RFC 9110, section 4.1). A longer one would fill the screen when it is shown.</summary>
    private const int LongestLocation = 8000;

    /// <param name="request">As it is written in the scenario.</param>
    /// <param name="trail">Takes every exchange, also when the last one leads nowhere.</param>
    /// <param name="goal">The answer to end with; null follows to the end.</param>
    /// <param name="ct">Ends the sending.</param>
    /// <exception cref="DiagnosticException">Policy refuses a hop, or a redirect cannot be followed.</exception>
    public async Task<SendResult> SendAsync(RenderedRequest request, SendTrail trail, RedirectGoal? goal, CancellationToken ct)
    {
        var jar = request.Cookies == CookiePolicy.Fresh ? new CookieJar(tools.WallClock) : state.Cookies;
        for (var left = request.Redirects; ; left--)
        {
            var (answer, failure) = await SendOneAsync(request, trail, jar, ct);
            if (answer is not { } exchange)
                return failure!;
            if (request.Redirects == 0)
                return new Answered(exchange);
            var look = goal?.Look(tools, state, exchange) ?? default;
            if (look.IsReached)
                return new Answered(exchange with { EndsRedirects = true });
            var next = RedirectTarget.Of(exchange, request.Address.Plain);
            if (next.To is not { } to)
                return new Answered(End(exchange, next, goal, look));
            if (left == 0)
                throw Failed(request, $"more than {request.Redirects} redirects", "raise the number under redirects, or look for a loop");
            request = Next(request, exchange, to);
        }
    }

    // Where nothing more is followed.
    private static HttpExchange End(HttpExchange exchange, RedirectTarget next, RedirectGoal? goal, RedirectLook look) =>
        goal is not null && next is { IsForeign: false, Left: null }
            ? throw new DiagnosticException(goal.Missed(look, exchange))
            : exchange with
            {
                EndsRedirects = next.IsForeign,
                NotFollowed = next.Left,
            };

    private async Task<(HttpExchange? Answer, SendResult? Failure)> SendOneAsync(
        RenderedRequest request,
        SendTrail trail,
        CookieJar jar,
        CancellationToken ct
    )
    {
        Check(request, trail);
        if (tools.Paced is { } paced)
            request = await TakeTurnAsync(paced, request, ct);
        var keepsCookies = request.Cookies != CookiePolicy.None;
        var address = keepsCookies && !jar.IsEmpty ? new Uri(request.Address.Plain) : null;
        var unsent = address is not null && tools.RecordAll ? jar.Unsent(address) : [];
        var cookies = address is null ? null : jar.HeaderFor(address);
        var sent = trail.Begin(request, cookies);
        trail.Note(unsent);
        var result = await tools.Sender.SendAsync(sent, cookies, tools.Check.Grants, ct);
        if (result is Unanswered failure)
            return (null, trail.Fail(failure));
        var exchange = ((Answered)result).Exchange;
        if (cookies is not null)
            exchange = exchange with { SessionLabels = jar.LabelsFor(address!) };
        trail.Answer(exchange);
        if (keepsCookies && !exchange.CookieOctets.IsEmpty)
            trail.Note(jar.Keep(exchange, address ?? new Uri(request.Address.Plain)));
        return (exchange, null);
    }

    // Where a redirect leads to it is another request, and whatever waits has its time for the answer yet.
    private async Task<RenderedRequest> TakeTurnAsync(PacedSender paced, RenderedRequest request, CancellationToken ct)
    {
        if (request.HasTurn)
            return request;
        if (await paced.WaitAsync(request, tools.Check.Grants, ct))
            tools.Work.Begin(request.Timeout, ct);
        return request with { HasTurn = true };
    }

    // The single place where a request leaves: rules 1, 3 and 4.
    private void Check(RenderedRequest request, SendTrail trail)
    {
        if (tools.Check.Check(request.Address.Plain, request.Labels, request.Span, request.Address.Labels) is { } refusal)
            throw new DiagnosticException(trail.Hops.Count == 0 ? refusal : Redirected(refusal, trail.Hops[^1]));
    }

    // The place is that of the request as it is written, which is not what is refused.
    private static Diagnostic Redirected(Diagnostic refusal, Hop from) =>
        refusal with
        {
            Why = $"{from.Request.Method} {from.Request.ShownAddress} redirected there{(refusal.Why is { } why ? "; " + why : "")}",
            Fix =
                $"{refusal.Fix}; redirects: {{ follow: 10, until: … }} ends before an address that is not to be asked, such as a callback",
        };

    private RenderedRequest Next(RenderedRequest request, HttpExchange exchange, WebAddress to)
    {
        if (to.Address.Length > LongestLocation)
            throw Failed(
                request,
                "a redirect to an address of more than 8,000 characters",
                "look at the Location header with all exchanges recorded"
            );
        var from = request.Address.Plain;
        if (from.StartsWith("https:", StringComparison.OrdinalIgnoreCase) && to.Scheme == "http")
            throw Failed(request, "a redirect from https to http (trust rule 5)", "the server should redirect to https");
        // RFC 9110, section 15.4: 303 always becomes GET, 301 and 302 do so for POST as every client does, 307 and 308 never.
        var becomesGet = exchange.Status == 303 || exchange.Status is 301 or 302 && request.Method == "POST";
        var next = request with
        {
            Address = AddressOf(to.Address, request),
            // As browsers have it, the fragment outlives a redirect that has none.
            Fragment = to.Fragment ?? request.Fragment,
            Method = becomesGet && request.Method != "HEAD" ? "GET" : request.Method,
            Body = becomesGet ? null : request.Body,
            HasTurn = false,
        };
        return SameOrigin(from, to.Address) ? next : AcrossOrigins(request, next);
    }

    /// <summary>What may be sent to another origin than the one that redirects; tests let everything pass, to see that it is this that holds.</summary>
    protected virtual RenderedRequest AcrossOrigins(RenderedRequest request, RenderedRequest next) =>
        next.Body is null
            ? next with
            {
                Headers = ImmutableArray<RenderedField>.Empty,
            }
            : throw Failed(
                request,
                "a redirect that would send the body to another origin (trust rule 5)",
                "send the request to that origin directly"
            );

    // A server may put into the address what it was given; that is still the same secret. What stood in the address before is taken
    // to stand in this one too, for most servers only redirect where they were told to.
    private RenderedText AddressOf(string address, RenderedRequest before)
    {
        var found = (TextValue)new AnswerLabels(state.Secrets.Mask, before.ShortSecrets).Of(address);
        var labels = before.Address.Labels.Union(found.Labels);
        var shown =
            found.Labels.IsEmpty && !before.IsTellingInAddress
                ? $"{new Uri(address).GetLeftPart(UriPartial.Authority)}/{labels.Shown}"
                : found.ShownText;
        return new RenderedText(address, shown, labels) { Secrets = before.Address.Secrets };
    }

    private static bool SameOrigin(string a, string b) =>
        Origin.TryParse(a, out var x, out _) && Origin.TryParse(b, out var y, out _) && x == y;

    private static DiagnosticException Failed(RenderedRequest request, string what, string fix) =>
        new(new Diagnostic(DiagnosticCodes.RedirectFailed, request.Span, $"{what}, from {request.ShownAddress}", null, fix));
}
