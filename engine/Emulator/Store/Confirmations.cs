namespace PingOneScenarios.Emulator.Store;

/// <summary>What users are asked on their telephones, by the id of the message that asks. After its time nobody knows of it any more.</summary>
internal sealed class Confirmations(TimeProvider clock)
{
    // The answer stays as long again, so that it can be asked for.
    private readonly Expiring<Confirmation> all = new(clock, asked => asked.ExpiresAt + (asked.ExpiresAt - asked.AskedAt));

    public void Ask(string messageId, DateTimeOffset expiresAt) => all.Put(messageId, new Confirmation(clock.GetUtcNow(), expiresAt, null));

    public ConfirmationState StateOf(string messageId) =>
        all.Find(messageId) switch
        {
            { IsApproved: true } => ConfirmationState.Approved,
            { IsApproved: false } => ConfirmationState.Denied,
            { } open when open.ExpiresAt > clock.GetUtcNow() => ConfirmationState.Open,
            _ => ConfirmationState.TimedOut,
        };

    /// <summary>False when nothing is asked by the message, or it was answered, or its time is over.</summary>
    public bool Settle(string messageId, bool isApproved)
    {
        var isOpen = false;
        all.Exchange(
            messageId,
            asked =>
            {
                isOpen = asked.IsApproved is null && asked.ExpiresAt > clock.GetUtcNow();
                return isOpen ? asked with { IsApproved = isApproved } : asked;
            }
        );
        return isOpen;
    }

    private sealed record Confirmation(DateTimeOffset AskedAt, DateTimeOffset ExpiresAt, bool? IsApproved);
}

/// <summary>What has become of a question.</summary>
internal enum ConfirmationState
{
    Open,
    Approved,
    Denied,
    TimedOut,
}
