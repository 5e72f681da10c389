namespace PingOneScenarios.Engine.Trust;

/// <summary>
/// What a run may use up (trust rule 12). The operator's: a scenario may take less for itself, never more. How many
/// headers an answer may have is bounded where answers are read.
/// </summary>
public sealed record Budgets
{
    /// <summary>How much longer <c>finally</c> and undo may take when the time of the run is up.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    /// <summary>Those of a run that is given no others.</summary>
    public static Budgets Usual { get; } = new();

    /// <summary>How many steps may begin, each turn of a loop and each step of a called scenario counted.</summary>
    public int Steps { get; init; } = 1000;

    /// <summary>How much of each secret a command may tell by what happens, see <see cref="SecretDecisions"/>.</summary>
    public int SecretBits { get; init; } = 16;

    /// <summary>Of one answer, in bytes, once it is decoded.</summary>
    public int LargestAnswer { get; init; } = 10 << 20;

    /// <summary>From the first event to the end of the last step.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromMinutes(15);
}
