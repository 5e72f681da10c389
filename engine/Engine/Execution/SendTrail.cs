using System.Collections.Immutable;
using System.Text;
using PingOneScenarios.Engine.Execution.Tracing;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Http.Answers;
using PingOneScenarios.Engine.Http.Cookies;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution;

/// <summary>What an attempt sent and what came back, request after request along the redirects. What an answer holds of secrets is learned first.</summary>
internal sealed class SendTrail(RunTools tools, RunState state)
{
    /// <summary>What it takes to learn a credential in all its forms.</summary>
    private const int StepsOfOne = 100;

    private readonly List<Hop> hops = [];

    /// <summary>In the order they were sent; only the last may be without an answer.</summary>
    public IReadOnlyList<Hop> Hops => hops;

    /// <summary>The last answer; null when there is none.</summary>
    public HttpExchange? Last => hops.FindLast(h => h.Exchange is not null)?.Exchange;

    /// <summary>The request nobody knows of whether it was carried out; null when it changes nothing, was answered, or never left.</summary>
    public Hop? InDoubt => hops is [.., { IsInDoubt: true } last] ? last : null;

    /// <summary>The credentials in the last answer.</summary>
    public AnswerCredentials Credentials { get; private set; } = AnswerCredentials.None;

    /// <summary>A request is about to leave; gives it as it is sent.</summary>
    public RenderedRequest Begin(RenderedRequest request, string? cookies)
    {
        // Whoever has it and the code gets the tokens (RFC 7636): it is hidden from here on, whatever it was made of.
        if (SentForm.Value(request, "code_verifier="u8) is { IsEmpty: false } verifier)
            state.Secrets.LabelCredential("code_verifier", Encoding.ASCII.GetString(verifier), request.Labels);
        var span = tools.Tracing?.Begin(request);
        hops.Add(
            new Hop(span?.Sent ?? request, cookies is null ? null : HeaderOctets.Text(cookies), tools.WallClock.GetUtcNow()) { Span = span }
        );
        return hops[^1].Request;
    }

    /// <summary>What became of cookies with the request that was sent last, or with its answer.</summary>
    public void Note(ImmutableArray<CookieNote> notes)
    {
        if (!notes.IsEmpty)
            hops[^1] = hops[^1] with { CookieNotes = hops[^1].CookieNotes.AddRange(notes) };
    }

    public void Answer(HttpExchange exchange)
    {
        Credentials = Learn(exchange);
        hops[^1] = hops[^1] with { Exchange = exchange, Duration = exchange.Duration, Phases = exchange.Phases };
        hops[^1].Span?.Answer(exchange);
    }

    // The credentials in an answer, whether anything extracts them or not.
    private AnswerCredentials Learn(HttpExchange exchange)
    {
        FoundSecrets? texts = null;
        LabelGathering? labels = null;
        var sources = exchange.Request.Labels.Union(exchange.SessionLabels);
        foreach (var (name, value) in AnswerSecrets.Of(exchange))
        {
            tools.Work.Spend(StepsOfOne);
            (texts ??= new FoundSecrets()).Add(value);
            (labels ??= new LabelGathering()).Add(state.Secrets.LabelCredential(name, value, sources));
        }
        return texts is null ? AnswerCredentials.None : new AnswerCredentials(texts, labels!.ToSet());
    }

    /// <summary>No answer came; gives the failure with the request that had none, which is what a message names.</summary>
    public Unanswered Fail(Unanswered failure)
    {
        var hop = hops[^1];
        hop.Span?.Fail(failure);
        // What was refused at the last moment never left.
        if (failure.Failure is SendFailure.Refused or SendFailure.Malformed)
            hops.RemoveAt(hops.Count - 1);
        else
            hops[^1] = hop with
            {
                Failure = failure.Reason,
                NeverLeft = failure.NeverLeft,
                Duration = failure.Duration,
                Phases = failure.Phases,
            };
        return failure with { Hop = hop.Request };
    }
}

/// <summary>A request that was sent.</summary>
/// <param name="Request">As it was sent.</param>
/// <param name="Cookies">The header that was sent with it; null for none.</param>
/// <param name="At">When it began.</param>
internal sealed record Hop(RenderedRequest Request, string? Cookies, DateTimeOffset At)
{
    /// <summary>Null when no answer came, or not in time.</summary>
    public HttpExchange? Exchange { get; init; }

    /// <summary>Which cookies were refused or stayed behind.</summary>
    public ImmutableArray<CookieNote> CookieNotes { get; init; } = [];

    /// <summary>Until the last byte was received, or there was no hope of one.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>What the time went into; null as long as that is not known.</summary>
    public ExchangePhases? Phases { get; init; }

    /// <summary>Why no answer came; null when one did, or the run ended before.</summary>
    public string? Failure { get; init; }

    /// <inheritdoc cref="Unanswered.NeverLeft"/>
    public bool NeverLeft { get; init; }

    /// <summary>Whether it changes something, may have arrived, and was not answered (trust rule 14).</summary>
    public bool IsInDoubt => Exchange is null && !NeverLeft && !MethodTable.IsSafe(Request.Method);

    /// <summary>Null while nobody asked for spans.</summary>
    public HopSpan? Span { get; init; }
}
