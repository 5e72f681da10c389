using System.Collections.Immutable;
using PingOneScenarios.Engine.Scenarios;

namespace PingOneScenarios.Engine.Trust;

/// <summary>What the operator granted: the origins a run may contact (trust rule 1).</summary>
internal sealed class Grants
{
    private readonly ImmutableHashSet<Origin> origins = [];

    private readonly ImmutableHashSet<string> privateHosts = ImmutableHashSet.Create<string>(StringComparer.OrdinalIgnoreCase);

    private Grants() { }

    private Grants(Grants other, ImmutableHashSet<Origin> origins, ImmutableHashSet<string> privateHosts)
    {
        (this.origins, this.privateHosts) = (origins, privateHosts);
        (Tls, Http, Proxies, LargestAnswer) = (other.Tls, other.Http, other.Proxies, other.LargestAnswer);
    }

    public static Grants None { get; } = new();

    /// <summary>Null when TLS is as the system has it (trust rule 7).</summary>
    public TlsProfile? Tls { get; private init; }

    public HttpChoice Http { get; private init; }

    /// <summary>Which proxy leads where; <see cref="Proxies.None"/> reaches everything directly.</summary>
    public Proxies Proxies { get; private init; } = Proxies.None;

    /// <summary>What an answer may be, in bytes (trust rule 12).</summary>
    public int LargestAnswer { get; private init; } = Budgets.Usual.LargestAnswer;

    /// <summary>Sorted.</summary>
    public IEnumerable<Origin> Origins => origins.OrderBy(o => o.ToString(), StringComparer.Ordinal);

    /// <summary>Sorted.</summary>
    public IEnumerable<string> PrivateHosts => privateHosts.Order(StringComparer.Ordinal);

    public Grants With(Origin origin) => new(this, origins.Add(origin), privateHosts);

    /// <summary>Also lets a host lead into the operator's own network (trust rule 2).</summary>
    public Grants WithPrivate(string host) => new(this, origins, privateHosts.Add(host));

    /// <summary>Connects in another way.</summary>
    public Grants By(TlsProfile? tls, HttpChoice http, Proxies proxies) =>
        new(this, origins, privateHosts)
        {
            Tls = tls,
            Http = http,
            Proxies = proxies,
        };

    /// <summary>With another limit for what an answer may be.</summary>
    public Grants With(Budgets budgets) => new(this, origins, privateHosts) { LargestAnswer = budgets.LargestAnswer };

    public bool AllowsPrivate(string host) => privateHosts.Contains(host);

    public bool Allows(Origin origin) => origins.Contains(origin);
}
