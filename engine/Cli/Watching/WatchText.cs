using PingOneScenarios.Cli.Display;

namespace PingOneScenarios.Cli.Watching;

/// <summary>What a watch says between the runs.</summary>
internal sealed class WatchText(Terminal terminal)
{
    private bool hasWarned;

    /// <summary>Before a run that is not the first: on a live terminal what was there is scrolled away, so that it can still be read.</summary>
    /// <param name="wish">Why it is run again.</param>
    /// <param name="number">Of the run, from 1.</param>
    public void Begin(Wish wish, int number)
    {
        if (number == 1)
            return;
        terminal.Output.Write(terminal.IsLive ? new string('\n', terminal.Height) + "\e[H\e[J" : terminal.Output.NewLine);
        terminal.Output.WriteLine(SafeText.Line(wish.Reason.Length > 0 ? $"{wish.Reason}; run {number}" : $"run {number}"));
        terminal.Output.WriteLine();
    }

    /// <summary>After a run.</summary>
    /// <param name="files">How many are watched.</param>
    /// <param name="isSlow">Whether the system does not watch all of them.</param>
    public void Wait(int files, bool isSlow)
    {
        if (isSlow && !hasWarned)
            terminal.Error.WriteLine(
                "p1s: the system watches no more folders for you, so changes are only seen once a second; "
                    + "raise fs.inotify.max_user_instances or fs.inotify.max_user_watches, or end what else watches files"
            );
        hasWarned |= isSlow;
        var keys = terminal.HasKeys ? "; press r to run again, q to quit" : "";
        terminal.Output.WriteLine($"watching {files} {(files == 1 ? "file" : "files")}{keys}");
    }
}
