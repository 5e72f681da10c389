using System.Collections.Immutable;

namespace PingOneScenarios.Emulator.Flows;

/// <summary>That a user consented to a revision of an agreement.</summary>
internal sealed record Consent(string UserId, string AgreementId, string LanguageId, string RevisionId, DateTimeOffset At)
{
    /// <summary>Null while the user or an administrator has not taken it back.</summary>
    public DateTimeOffset? RevokedAt { get; init; }
}

/// <summary>The last consent of each user to each agreement, and all there ever were.</summary>
internal sealed class ConsentStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string UserId, string AgreementId), Consent> last = [];
    private ImmutableList<Consent> history = [];

    /// <summary>Every consent and every revocation, the oldest first.</summary>
    public ImmutableList<Consent> History
    {
        get
        {
            lock (gate)
                return history;
        }
    }

    public Consent? Find(string userId, string agreementId)
    {
        lock (gate)
            return last.GetValueOrDefault((userId, agreementId));
    }

    public void Note(Consent consent)
    {
        lock (gate)
        {
            last[(consent.UserId, consent.AgreementId)] = consent;
            history = history.Add(consent);
        }
    }

    /// <summary>Those to an agreement that were not revoked.</summary>
    public IReadOnlyList<Consent> To(string agreementId)
    {
        lock (gate)
            return [.. last.Values.Where(consent => consent.AgreementId == agreementId && consent.RevokedAt is null)];
    }
}
