namespace PingOneScenarios.Cli.Watching;

/// <summary>Why a watch goes on.</summary>
/// <param name="Reason">For people; empty when somebody just wants another run.</param>
internal sealed record Wish(string Reason)
{
    public static Wish Again { get; } = new("");

    /// <summary>No more runs.</summary>
    public static Wish Quit { get; } = new("quit");
}
