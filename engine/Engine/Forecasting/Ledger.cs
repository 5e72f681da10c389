using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Forecasting;

/// <summary>What a run asks for and what is granted to it, added up while the forecast goes over its steps.</summary>
internal sealed class Ledger
{
    /// <summary>Turns of loops are gone over one by one as long as there are fewer requests than this; a run has fewer steps.</summary>
    private const int MostRequests = 5000;

    private readonly GrantedPlan granted;
    private readonly LabelDestinations destinations = new();
    private readonly SendCheck check;
    private readonly Dictionary<Origin, List<string>> grantedBy = [];
    private readonly Dictionary<string, int> asked = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Origin> origins = new(StringComparer.Ordinal);
    private readonly List<ForecastThing> made = [];
    private readonly string grantor;
    private bool isExact = true;

    /// <param name="granted">What the operator granted.</param>
    /// <param name="grantor">By what an operator grants an origin: an option of the command.</param>
    public Ledger(GrantedPlan granted, string grantor)
    {
        (this.granted, this.grantor) = (granted, grantor);
        check = new SendCheck(granted.Grants, destinations);
    }

    public SecretLedger Secrets { get; } = new();

    public int Requests { get; private set; }

    public bool IsFull => Requests >= MostRequests;

    public ForecastCounts Counts =>
        new(Requests, isExact && !IsFull, made.Sum(m => m.Count), made.Where(m => m.CanBeTakenBack).Sum(m => m.Count));

    /// <summary>In the order in which it is made; the same thing made several times is one entry.</summary>
    public ImmutableArray<ForecastThing> Made =>
        [.. made.GroupBy(m => m with { Count = 0 }).Select(g => g.Key with { Count = g.Sum(m => m.Count) })];

    /// <summary>How many requests there are is only known in the run.</summary>
    public void Doubt() => isExact = false;

    public void Grant(Origin origin, string by)
    {
        if (!grantedBy.TryGetValue(origin, out var all))
            grantedBy[origin] = all = [];
        if (!all.Contains(by))
            all.Add(by);
    }

    /// <summary>A secret of the operator, or a default: where it comes from and where it may go (trust rule 4).</summary>
    public LabelSet Label(string name, string source, ImmutableArray<Origin>? to)
    {
        var label = new SecretLabel(name);
        destinations.Restrict(label, to ?? granted.SecretOrigins);
        Secrets.Add(label, source, destinations.Of(label), isFound: false);
        return LabelSet.Of(label);
    }

    /// <summary>A secret out of an answer.</summary>
    public LabelSet LabelFound(string name, string source, LabelSet sources)
    {
        var label = new SecretLabel(name);
        destinations.Inherit(label, sources);
        Secrets.Add(label, source, destinations.Of(label), isFound: true);
        return LabelSet.Of(label);
    }

    /// <summary>A request that would be sent: counted, and checked as far as that can be done now.</summary>
    public void Record(ForeseenRequest request, string step, DiagnosticBag problems)
    {
        Requests++;
        var (origin, shown) = OriginOf(request.Address);
        var where = shown ?? Unknown(request.Address);
        asked[where] = asked.GetValueOrDefault(where) + 1;
        if (origin is not null)
            origins[where] = origin;
        Secrets.Use(request.Labels, new ForecastSecretUse(step, where, TransportTo(origin)));
        Check(request, problems);
    }

    /// <summary>What undo would send is checked too; it is not counted.</summary>
    public void Check(ForeseenRequest request, DiagnosticBag problems)
    {
        // The stand-in of the emulator is its operator's own; every other origin is checked as it would be at the time of sending.
        if (IsComplete(request.Address) && check.Check(request.Address.Beginning, request.Labels, request.Span) is { } refusal)
            problems.Add(refusal);
    }

    public void Make(ForecastThing thing) => made.Add(thing);

    /// <summary>The origin of an address as it may be shown; null when it is only known in the run.</summary>
    public static string? Shown(Foreseen address) => OriginOf(address).Shown;

    public ImmutableArray<ForecastOrigin> Origins()
    {
        var known = origins.Values.Concat(grantedBy.Keys).Distinct().Select(Of);
        var unknown = asked
            .Where(a => !origins.ContainsKey(a.Key))
            .Select(a => new ForecastOrigin
            {
                Origin = a.Key,
                IsKnown = false,
                Requests = a.Value,
            });
        return
        [
            .. known
                .Concat(unknown)
                .OrderBy(o => o.Flag is null ? 1 : 0)
                .ThenBy(o => o.Requests == 0 ? 1 : 0)
                .ThenBy(o => o.IsKnown ? 0 : 1)
                .ThenBy(o => o.Origin, StringComparer.Ordinal),
        ];
    }

    private ForecastOrigin Of(Origin origin)
    {
        var name = EmulatorText.Of(origin);
        return new ForecastOrigin
        {
            Origin = name,
            IsKnown = true,
            Requests = asked.GetValueOrDefault(name),
            GrantedBy = grantedBy.TryGetValue(origin, out var by) ? [.. by] : [],
            Flag = granted.Grants.Allows(origin) ? null : $"{grantor} {origin}",
        };
    }

    private static string? TransportTo(Origin? origin) =>
        origin is null ? null
        : origin.Scheme == "https" ? "https"
        : origin.IsLoopback ? "loopback"
        : "http";

    private static string Unknown(Foreseen address) =>
        !address.Labels.IsEmpty ? address.Labels.Shown
        : address.Pending.IsEmpty ? address.Text
        : address.Pending[0].Shown("an item");

    private static (Origin? Origin, string? Shown) OriginOf(Foreseen address) =>
        IsComplete(address) && Origin.TryParse(address.Beginning, out var origin, out _) ? (origin, EmulatorText.Of(origin)) : default;

    // Whether the host has come to its end.
    private static bool IsComplete(Foreseen address)
    {
        var scheme = address.Beginning.IndexOf("://", StringComparison.Ordinal);
        return address.Plain is not null || scheme > 0 && address.Beginning.AsSpan(scheme + 3).IndexOfAny("/?#") >= 0;
    }
}

/// <summary>The emulator's origin in words: its port is only known when it starts.</summary>
internal static class EmulatorText
{
    public static string Of(Origin origin) =>
        origin is { Host: "127.0.0.1", Port: 0 } ? "http://127.0.0.1 (the emulator)" : origin.ToString();
}
