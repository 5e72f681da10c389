using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Trust;

/// <summary>Where secrets may go and where a run may go, checked at the single place where a request is sent.</summary>
internal sealed record SendCheck(Grants Grants, LabelDestinations Destinations)
{
    /// <summary>The refusal of an address that is not in strict form (trust rule 1), or null.</summary>
    public static Diagnostic? Refuse(string address, SourceSpan span) =>
        Origin.TryParse(address, out _, out var reason) ? null : Refusal(span, reason, address);

    /// <summary>Null when the request may be sent; the refusal otherwise. Nothing has been looked up or connected by then.</summary>
    /// <param name="address">The absolute address.</param>
    /// <param name="labels">The labels of everything the request carries.</param>
    /// <param name="span">Where the request is written.</param>
    /// <param name="inAddress">The labels of the address itself; with any, no part of it is told.</param>
    public Diagnostic? Check(string address, LabelSet labels, SourceSpan span, LabelSet inAddress = default)
    {
        // Rule 1: canonical form first, then the grant.
        if (!Origin.TryParse(address, out var origin, out var reason))
            return Refusal(span, reason, address);
        if (!Grants.Allows(origin))
            return new Diagnostic(
                DiagnosticCodes.OriginRefused,
                span,
                $"{(inAddress.IsEmpty ? origin : "the origin of an address made of " + inAddress.Shown)} was not granted (trust rule 1)",
                GrantedText(),
                FixOf(origin, inAddress)
            );
        foreach (var label in labels.Labels)
        {
            if (CheckSecret(label, origin, span) is { } refusal)
                return refusal;
        }
        return null;
    }

    // The flag is offered for copying, so not for what only looks like a granted host.
    private string FixOf(Origin origin, LabelSet inAddress) =>
        !inAddress.IsEmpty ? "put the secret into a place of the request, and leave the host to an input of type url"
        : Grants.Origins.FirstOrDefault(granted => Resembles(origin.Host, granted.Host)) is { } near
            ? $"this is not {near.Host}, though it looks like it: ask whoever wrote the scenario"
        : $"if this is meant, allow the origin {origin}, or add it to \"allow\" of your environment file";

    // granted.evil.example, evil-granted, and letters of other scripts; sub.granted is under the hand of whoever owns granted.
    private static bool Resembles(string host, string granted) =>
        host != granted
        && !host.EndsWith("." + granted, StringComparison.Ordinal)
        && (
            host.Contains(granted, StringComparison.Ordinal)
            || host.Contains("xn--", StringComparison.Ordinal) && !granted.Contains("xn--", StringComparison.Ordinal)
        );

    private Diagnostic? CheckSecret(SecretLabel label, Origin origin, SourceSpan span)
    {
        // Rule 4.
        if (Destinations.Of(label) is { } to && !to.Contains(origin))
            return new Diagnostic(
                DiagnosticCodes.SecretRefused,
                span,
                $"the secret {label} may not be sent to {origin} (trust rule 4)",
                to.IsEmpty ? "it may not be sent anywhere" : $"it may be sent to {string.Join(", ", to)}",
                $"if this is meant, add {origin} to \"to\" of the secret it comes from in your environment file; no option of the command line allows it"
            );
        // Rule 6.
        if (origin.Scheme == "http" && !origin.IsLoopback)
            return new Diagnostic(
                DiagnosticCodes.SecretRefused,
                span,
                $"the secret {label} may not be sent over plain http (trust rule 6)",
                $"everyone on the way to {origin} could read it",
                "use https; nothing else allows it"
            );
        return null;
    }

    private static Diagnostic Refusal(SourceSpan span, string reason, string address) =>
        new(
            DiagnosticCodes.AddressRefused,
            span,
            "the address is refused by trust rule 1",
            reason,
            address.Contains("://", StringComparison.Ordinal)
                ? "write it as https://host/path with the host in plain form"
                : "write it as https://host/path; a relative address, as a Location or a form may hold it, is made whole by url.resolve where "
                    + "it is taken: next: <<url.resolve response.url response.headers.location>>"
        );

    private string GrantedText()
    {
        var granted = string.Join(", ", Grants.Origins);
        return granted.Length == 0
            ? "a run may only contact origins its operator named, and none was named"
            : $"a run may only contact origins its operator named: {granted}";
    }
}
