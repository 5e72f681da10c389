using System.Text.Json;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Trust;

namespace PingOneScenarios.Scenarios.Tests.Killing;

/// <summary>What goes wrong on the way, beside the end of the process.</summary>
public enum Trouble
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Every third POST is carried out, and its connection cut.</summary>
    Cut,

    /// <summary>Every fourth request is answered by 503, and not carried out.</summary>
    Refused,

    /// <summary>Every third POST is carried out, and answered too late.</summary>
    Late,
}

/// <summary>Counts what leaves and what the server has done; lets requests go wrong.</summary>
internal sealed class CountingSender(IHttpSender inner, Trouble trouble)
{
    private readonly Dictionary<string, Answered> byKey = new(StringComparer.Ordinal);
    private int posts;
    private int all;

    /// <summary>All requests that were to leave, in order.</summary>
    public List<Sent> Sent { get; } = [];

    /// <summary>What a process sends by.</summary>
    public IHttpSender For(Killer killer) => new Mortal(this, killer);

    private async Task<SendResult> SendAsync(RenderedRequest request, string? cookies, Grants grants, Killer killer, CancellationToken ct)
    {
        var sent = new Sent(request.Method, HeaderOf(request, "X-Step"), HeaderOf(request, "Idempotency-Key"), request.Address.Plain);
        Sent.Add(sent);
        killer.Pass(Moment.BeforeSend);
        if (trouble == Trouble.Refused && sent.Step.Length > 0 && ++all % 4 == 0)
            return Refused(request);
        if (sent.Key.Length > 0 && byKey.TryGetValue(sent.Key, out var known))
            return known;
        var result = await inner.SendAsync(request, cookies, grants, ct);
        sent.Answer = (result as Answered)?.Exchange;
        if (sent.Key.Length > 0 && result is Answered answered)
            byKey[sent.Key] = answered;
        killer.Pass(Moment.AfterSend);
        if (request.Method != "POST" || sent.Step.Length == 0 || ++posts % 3 != 0)
            return result;
        return trouble switch
        {
            Trouble.Cut => new Unanswered(SendFailure.Cut, "the connection was cut") { Hop = request },
            Trouble.Late => new Unanswered(SendFailure.TimedOut, "no answer came in time") { Hop = request },
            _ => result,
        };
    }

    private static Answered Refused(RenderedRequest request) =>
        new(
            new HttpExchange
            {
                Request = request,
                Version = new Version(1, 1),
                Status = 503,
                Reason = "Service Unavailable",
                Headers = [],
                CookieOctets = [],
                Body = Array.Empty<byte>(),
                BytesReceived = 0,
                Duration = TimeSpan.Zero,
                Phases = new ExchangePhases { Began = TimeProvider.System.GetUtcNow() },
            }
        );

    private static string HeaderOf(RenderedRequest request, string name) =>
        request.Headers.Where(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(h => h.Value.Plain).FirstOrDefault("");

    private sealed class Mortal(CountingSender all, Killer killer) : IHttpSender
    {
        public Task<SendResult> SendAsync(RenderedRequest request, string? cookies, Grants grants, CancellationToken ct) =>
            all.SendAsync(request, cookies, grants, killer, ct);
    }
}

/// <summary>A request that was to leave.</summary>
/// <param name="Method">As it is sent.</param>
/// <param name="Step">What its scenario calls it.</param>
/// <param name="Key">By which the server knows it again; empty without one.</param>
/// <param name="Address">Where to.</param>
internal sealed record Sent(string Method, string Step, string Key, string Address)
{
    /// <summary>What the server answered, heard or not; null when it did not get it, or knew it again.</summary>
    public HttpExchange? Answer { get; set; }

    /// <summary>Whether it may have changed something, and more if it is sent again.</summary>
    public bool IsOnce => Method is "POST" or "PATCH" && Answer is { Status: < 400 };

    /// <summary>A member of the answer.</summary>
    public string Given(string member)
    {
        using var json = JsonDocument.Parse(Answer!.Body);
        return json.RootElement.GetProperty(member).GetString()!;
    }
}
