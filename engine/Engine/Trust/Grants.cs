using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Values;

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

/// <summary>Which origins each label may be sent to (trust rule 4).</summary>
internal sealed class LabelDestinations
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<SecretLabel, ImmutableArray<Origin>> restricted = new();

    /// <summary>Restricts a label; one without restriction may go wherever the run may go.</summary>
    public void Restrict(SecretLabel label, ImmutableArray<Origin> to) => restricted[label] = to;

    /// <summary>The origins the label is confined to; null when it is not.</summary>
    public ImmutableArray<Origin>? Of(SecretLabel label) => restricted.TryGetValue(label, out var to) ? to : null;

    /// <summary>A value found in the answer to a request may go where everything that request carried may go.</summary>
    public void Inherit(SecretLabel label, LabelSet carried)
    {
        ImmutableArray<Origin>? common = null;
        foreach (var other in carried.Labels)
        {
            if (Of(other) is { } to)
                common = common is { } so ? [.. so.Intersect(to)] : to;
        }
        if (common is { } result)
            Restrict(label, result);
    }
}

/// <summary>Where secrets may go and where a run may go, checked at the single place where a request is sent.</summary>
internal sealed record SendCheck(Grants Grants, LabelDestinations Destinations)
{
    /// <summary>Null when the request may be sent; the refusal otherwise. Nothing has been looked up or connected by then.</summary>
    /// <param name="address">The absolute address.</param>
    /// <param name="labels">The labels of everything the request carries.</param>
    /// <param name="span">Where the request is written.</param>
    public Diagnostic? Check(string address, LabelSet labels, SourceSpan span)
    {
        // Rule 1: canonical form first, then the grant.
        if (!Origin.TryParse(address, out var origin, out var reason))
            return new Diagnostic(
                DiagnosticCodes.AddressRefused,
                span,
                "the address is refused by trust rule 1",
                reason,
                "write it as https://host/path with the host in plain form"
            );
        if (!Grants.Allows(origin))
            return new Diagnostic(
                DiagnosticCodes.OriginRefused,
                span,
                $"{origin} was not granted (trust rule 1)",
                GrantedText(),
                $"if this is meant, run with --allow-origin {origin}, or add it to \"allow\" of your environment file"
            );
        foreach (var label in labels.Labels)
        {
            // Rule 4.
            if (Destinations.Of(label) is not { } to || to.Contains(origin))
                continue;
            return new Diagnostic(
                DiagnosticCodes.SecretRefused,
                span,
                $"the secret {label} may not be sent to {origin} (trust rule 4)",
                to.IsEmpty ? "it may not be sent anywhere" : $"it may be sent to {string.Join(", ", to)}",
                "if this is meant, add the origin to \"to\" of this secret in your environment file"
            );
        }
        return null;
    }

    private string GrantedText()
    {
        var granted = string.Join(", ", Grants.Origins);
        return granted.Length == 0
            ? "a run may only contact origins its operator named, and none was named"
            : $"a run may only contact origins its operator named: {granted}";
    }
}
