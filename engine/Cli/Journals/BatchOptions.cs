using System.CommandLine;
using System.Globalization;
using PingOneScenarios.Engine.Batch;

namespace PingOneScenarios.Cli.Journals;

/// <summary><c>--new</c>: a batch that was ended in the middle is not gone on with.</summary>
internal sealed class BatchOptions
{
    private readonly Option<bool> anew = new("--new")
    {
        Description = "Begin all rows anew, though the same command was ended in the middle; else it goes on behind what is done.",
    };

    public void AddTo(Command command) => command.Add(anew);

    /// <summary>Whether a batch is begun anew.</summary>
    public bool IsNew(ParseResult parsed) => parsed.GetValue(anew);

    /// <summary>A process as it is seen from here.</summary>
    /// <param name="owner">As a journal names it.</param>
    public static OwnerSight Look(string owner) =>
        RunOwner.Read(owner) is { } process
            ? new OwnerSight(process.Lives(), string.Create(CultureInfo.InvariantCulture, $"the process {process.Number}"))
            : new OwnerSight(null, "a process");
}
