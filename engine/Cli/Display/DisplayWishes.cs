namespace PingOneScenarios.Cli.Display;

/// <summary>How a run is to be shown.</summary>
/// <param name="IsQuiet">Only what did not pass.</param>
/// <param name="IsVerbose">Each exchange too.</param>
/// <param name="IsEmulator">Whether what a run leaves behind is gone with the emulator.</param>
/// <param name="Scenarios">How many will be run in a row.</param>
internal sealed record DisplayWishes(bool IsQuiet, bool IsVerbose, bool IsEmulator, int Scenarios);
