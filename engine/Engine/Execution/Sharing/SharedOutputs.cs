using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution.Sharing;

/// <summary>What one run obtained for all.</summary>
/// <param name="Outputs">With their labels.</param>
/// <param name="Secrets">What it learned meanwhile, and where that may go.</param>
/// <param name="RenewAt">When it is to be obtained anew.</param>
/// <param name="Until">When it is good no longer.</param>
internal sealed record SharedOutputs(MapValue Outputs, LearnedSecrets Secrets, DateTimeOffset RenewAt, DateTimeOffset Until)
{
    /// <summary>The part of its time after which it is renewed.</summary>
    private const double Renewed = 0.8;

    /// <param name="outputs">With their labels.</param>
    /// <param name="secrets">What was learned meanwhile.</param>
    /// <param name="since">When it was obtained.</param>
    /// <param name="until">When it is good no longer; null for never.</param>
    public static SharedOutputs Of(MapValue outputs, LearnedSecrets secrets, DateTimeOffset since, DateTimeOffset? until) =>
        until is { } end
            ? new SharedOutputs(outputs, secrets, end > since ? since + (end - since) * Renewed : end, end)
            : new SharedOutputs(outputs, secrets, DateTimeOffset.MaxValue, DateTimeOffset.MaxValue);
}

/// <summary>That what one run was to obtain for all did not pass.</summary>
/// <param name="Run">The id of that run.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="IsRefused">Whether policy refused something.</param>
internal sealed record SharedFailure(string Run, Outcome Outcome, bool IsRefused);
