using PingOneScenarios.Cli.Journals;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Batch;

namespace PingOneScenarios.Cli.Many;

/// <summary>How the runs of a command ended: what that makes of its exit code, and what is said behind all of them.</summary>
/// <param name="commands">How commands are typed.</param>
/// <param name="isLocal">Whether the runs went to a local PingOne, which is gone with them.</param>
internal sealed class RunEnds(RunCommands commands, bool isLocal)
{
    private const int MostLines = 200;

    /// <summary>The same of rows, of which there may be many.</summary>
    private const int MostOfRows = 10;

    private readonly HashSet<int> codes = [];
    private readonly List<string> journaled = [];
    private readonly PassedOver before = new();
    private string? more;

    public IEnumerable<int> Codes => codes.Concat(before.Codes);

    /// <summary>They come in their order.</summary>
    public void Add(BatchEnd end)
    {
        if (end.Item.Standing is { } standing)
            before.Add(standing);
        else if (end.Result is { } result)
            Add(result, end.Item);
        else
            codes.Add(ExitCode.From(end.NotStarted!.Problems.Select(p => p.Diagnostic)));
    }

    /// <summary>What is said behind all of them; nothing when there is nothing to do.</summary>
    public IEnumerable<string> Lines()
    {
        foreach (var line in journaled)
            yield return line;
        if (more is not null)
            yield return $"p1s: and more of other runs; {commands.List(more)} lists them";
        foreach (var line in before.Lines(commands))
            yield return line;
    }

    private void Add(RunResult result, BatchItem item)
    {
        codes.Add(ExitCode.From(result.Summary!));
        if (result.Journaled is not { } end)
            return;
        foreach (var line in JournalEndText.Of(end, result.Summary!, isLocal, commands))
        {
            if (journaled.Count < (item.Row is null ? MostLines : MostOfRows))
                journaled.Add(line);
            else
                more = item.Slot.Batch ?? "";
        }
    }
}
