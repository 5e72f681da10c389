#pragma warning disable RS0030 // keeper of streams and of the process environment
namespace PingOneScenarios.Cli;

/// <content>A scenario that comes through a pipe.</content>
internal sealed partial class Terminal
{
    private bool isScenarioPiped;

    /// <summary>Opens standard input for a scenario; null when it is the keyboard.</summary>
    public Func<Stream>? PipedInput => isInputTyped ? null : () => OpenStreams().Input;

    /// <summary>What asked for standard input though a scenario came through it; null when nothing did.</summary>
    public string? Contention { get; private set; }

    /// <summary>From now on nobody can be asked: whoever pipes a scenario in is no person at a keyboard.</summary>
    public void TakeInput() => isScenarioPiped = true;

    private bool IsTakenFrom(string asking)
    {
        if (isScenarioPiped)
            Contention ??= asking;
        return isScenarioPiped;
    }
}
