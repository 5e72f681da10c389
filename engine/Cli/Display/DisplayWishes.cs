namespace PingOneScenarios.Cli.Display;

/// <summary>How a run is to be shown.</summary>
/// <param name="IsQuiet">Only what did not pass.</param>
/// <param name="IsVerbose">Each exchange too.</param>
/// <param name="IsEmulator">Whether what a run leaves behind is gone with the emulator.</param>
/// <param name="Scenarios">How many will be run.</param>
internal sealed record DisplayWishes(bool IsQuiet, bool IsVerbose, bool IsEmulator, int Scenarios)
{
    /// <summary>Whether several are under way at a time.</summary>
    public bool IsParallel { get; init; }

    /// <summary>Whether so many are run that those that passed leave no line.</summary>
    public bool IsBulk { get; init; }

    /// <summary>What is counted: scenarios, or the runs of one with its rows.</summary>
    public string Noun { get; init; } = "scenarios";
}
