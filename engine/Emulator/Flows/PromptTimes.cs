using System.Collections.Concurrent;

namespace PingOneScenarios.Emulator.Flows;

/// <summary>When a user was last asked for something by an action.</summary>
internal sealed class PromptTimes
{
    private readonly ConcurrentDictionary<(string UserId, string ActionId), DateTimeOffset> times = [];

    public DateTimeOffset? Last(string userId, string actionId) => times.TryGetValue((userId, actionId), out var at) ? at : null;

    public void Note(string userId, string actionId, DateTimeOffset at) => times[(userId, actionId)] = at;
}
