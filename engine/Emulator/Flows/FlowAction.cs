using System.Collections.Immutable;
using System.Text.Json;

namespace PingOneScenarios.Emulator.Flows;

/// <summary>What may be posted to a flow.</summary>
/// <param name="Name">The media type without <c>application/vnd.pingidentity.</c> and <c>+json</c>; also the link that shows it.</param>
/// <param name="Statuses">In which it may be posted.</param>
/// <param name="Run">Given the flow as it is at this moment, which no other call acts on.</param>
internal sealed record FlowAction(string Name, ImmutableArray<string> Statuses, Func<Call, Flow, JsonElement, Answer> Run)
{
    /// <summary>Whether the flow's action allows it; null allows it in all its statuses.</summary>
    public Func<Flow, bool>? If { get; init; }

    /// <summary>False of one that whoever may do it knows of from elsewhere.</summary>
    public bool IsLinked { get; init; } = true;

    public bool IsAllowed(Flow flow) => Statuses.Contains(flow.Status) && (If is null || If(flow));
}

/// <summary>An action that was posted, and the flow it was posted to.</summary>
internal sealed record PostedAction(Flow Flow, FlowAction Action);
