using System.Collections.Immutable;

namespace PingOneScenarios.Engine.Trust;

/// <summary>What the operator granted: the origins a run may contact (trust rule 1).</summary>
internal sealed class Grants
{
    private readonly ImmutableHashSet<Origin> origins;

    private readonly ImmutableHashSet<string> privateHosts;

    private Grants(ImmutableHashSet<Origin> origins, ImmutableHashSet<string> privateHosts) =>
        (this.origins, this.privateHosts) = (origins, privateHosts);

    public static Grants None { get; } = new([], ImmutableHashSet.Create<string>(StringComparer.OrdinalIgnoreCase));

    /// <summary>Null when TLS is as the system has it (trust rule 7).</summary>
    public TlsProfile? Tls { get; private init; }

    /// <summary>What an answer may be, in bytes (trust rule 12).</summary>
    public int LargestAnswer { get; private init; } = Budgets.Usual.LargestAnswer;

    /// <summary>Sorted.</summary>
    public IEnumerable<Origin> Origins => origins.OrderBy(o => o.ToString(), StringComparer.Ordinal);

    public Grants With(Origin origin) => new(origins.Add(origin), privateHosts) { Tls = Tls, LargestAnswer = LargestAnswer };

    /// <summary>Also lets a host lead into the operator's own network (trust rule 2).</summary>
    public Grants WithPrivate(string host) => new(origins, privateHosts.Add(host)) { Tls = Tls, LargestAnswer = LargestAnswer };

    public Grants With(TlsProfile? tls) => new(origins, privateHosts) { Tls = tls, LargestAnswer = LargestAnswer };

    /// <summary>With another limit for what an answer may be.</summary>
    public Grants With(Budgets budgets) => new(origins, privateHosts) { Tls = Tls, LargestAnswer = budgets.LargestAnswer };

    public bool AllowsPrivate(string host) => privateHosts.Contains(host);

    public bool Allows(Origin origin) => origins.Contains(origin);
}
