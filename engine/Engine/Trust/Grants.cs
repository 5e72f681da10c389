using System.Collections.Immutable;

namespace PingOneScenarios.Engine.Trust;

/// <summary>What the operator granted: the origins a run may contact (trust rule 1).</summary>
internal sealed class Grants
{
    private readonly ImmutableHashSet<Origin> origins;

    private Grants(ImmutableHashSet<Origin> origins) => this.origins = origins;

    public static Grants None { get; } = new([]);

    /// <summary>Sorted.</summary>
    public IEnumerable<Origin> Origins => origins.OrderBy(o => o.ToString(), StringComparer.Ordinal);

    public Grants With(Origin origin) => new(origins.Add(origin));

    public bool Allows(Origin origin) => origins.Contains(origin);
}
