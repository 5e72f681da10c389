using PingOneScenarios.Emulator.Flows;

namespace PingOneScenarios.Emulator.Store;

/// <summary>The grants of one kind that wait for users. An ended one is remembered for an hour, so that who polls on is told.</summary>
internal sealed class AwaitedGrants(TimeProvider clock)
{
    private static readonly TimeSpan Remembrance = TimeSpan.FromHours(1);

    private readonly Expiring<AwaitedGrant> all = new(clock, grant => grant.ExpiresAt + Remembrance);
    private readonly Expiring<AwaitedGrant> byUserCode = new(clock, grant => grant.ExpiresAt);

    public void Add(AwaitedGrant grant)
    {
        all.Put(grant.Handle, grant);
        if (grant.UserCode is { } code)
            byUserCode.Put(code, grant);
    }

    public AwaitedGrant? Find(string handle) => all.Find(handle);

    /// <summary>One that still waits; null when nobody knows the code, or the user has decided.</summary>
    public AwaitedGrant? FindWaiting(string userCode) =>
        byUserCode.Find(userCode) is { } known && all.Find(known.Handle) is { IsApproved: null } grant ? grant : null;

    /// <summary>The user agrees; false when it is too late.</summary>
    public bool Approve(string handle, Session session) => Decide(handle, grant => grant with { IsApproved = true, Session = session });

    /// <summary>The user refuses; false when it is too late.</summary>
    public bool Deny(string handle) => Decide(handle, grant => grant with { IsApproved = false });

    /// <summary>Notes a poll and gives the grant as it was before; of many polls of an approved one, one sees it unused.</summary>
    public AwaitedGrant? Poll(string handle) => all.Exchange(handle, grant => grant.Polled(clock.GetUtcNow()));

    private bool Decide(string handle, Func<AwaitedGrant, AwaitedGrant> decide)
    {
        var isInTime = false;
        all.Exchange(
            handle,
            grant =>
            {
                isInTime = grant.IsApproved is null && grant.ExpiresAt > clock.GetUtcNow();
                return isInTime ? decide(grant) : grant;
            }
        );
        return isInTime;
    }
}
