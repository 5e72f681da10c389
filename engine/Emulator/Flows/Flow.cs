using System.Collections.Immutable;
using PingOneScenarios.Emulator.Devices;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Providers;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Flows;

/// <summary>A sign-on in progress: it goes through the actions of a sign-on policy, one after the other.</summary>
/// <param name="Id">Of the flow.</param>
/// <param name="Browser">The cookie it is bound to.</param>
/// <param name="ClientId">The application signed on to; null while that is not known (a device's user code says it).</param>
/// <param name="CreatedAt">When it began.</param>
internal sealed record Flow(string Id, string Browser, string? ClientId, DateTimeOffset CreatedAt)
{
    /// <summary>Fifteen minutes without a call end a flow.</summary>
    public static readonly TimeSpan InactivityLimit = TimeSpan.FromMinutes(15);

    /// <summary>One call at a time acts on a flow.</summary>
    public Lock Gate { get; } = new();

    /// <summary>What its end answers; null of a flow no authorize call began.</summary>
    public AuthorizeRequest? Request { get; init; }

    /// <summary>The actions to go through, in their order: entities of <see cref="SignOnPolicyKinds.Action"/>, or steps of other parts by their <c>type</c>.</summary>
    public ImmutableArray<Entity> Steps { get; init; } = [];

    /// <summary>The step it stands at; the number of steps once all are done.</summary>
    public int Position { get; init; }

    /// <summary>The name of the policy, which becomes the <c>acr</c>.</summary>
    public string Acr { get; init; } = SignOnPolicies.SingleFactor;

    public string Status { get; init; } = FlowStatus.UsernamePasswordRequired;

    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Null until somebody is known.</summary>
    public string? UserId { get; init; }

    /// <summary>The session the user came with, then the one the flow ended in; null until there is one.</summary>
    public Session? Session { get; init; }

    /// <summary>What was done in this flow: types of actions and methods (<c>amr</c>), and when.</summary>
    public Deeds Deeds { get; init; } = Deeds.None;

    /// <summary>A code that was sent to the user and is waited for.</summary>
    public SentCode? Code { get; init; }

    /// <summary>The identity provider the user was sent to; null when the flow sent nobody anywhere.</summary>
    public string? ProviderId { get; init; }

    /// <summary>As whom the user came back from there, until that is an account here.</summary>
    public ExternalAccount? External { get; init; }

    /// <summary>How the user proves to have a device; null unless the flow stands at an action that wants it.</summary>
    public DeviceAuthentication? Device { get; init; }

    /// <summary>The device that waits for it; null of a flow that none waits for, or whose user has not said which.</summary>
    public string? DeviceCode { get; init; }

    /// <summary>Why it has failed: an OAuth error and its description; null unless it has.</summary>
    public (string Error, string Why)? Failure { get; init; }

    /// <summary>The action the flow stands at; null once all are done.</summary>
    public Entity? Step => Position < Steps.Length ? Steps[Position] : null;

    public bool IsCompleted => Status == FlowStatus.Completed;

    /// <summary>The flow after something went wrong for good; resume tells the application.</summary>
    public Flow Fail(string error, string why) => this with { Status = FlowStatus.Failed, Failure = (error, why) };
}
