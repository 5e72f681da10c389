using System.Collections.Immutable;

namespace PingOneScenarios.Cli.Watching;

/// <summary>What a watch waits for: a file that changes, or a key.</summary>
internal sealed class Wishes(Terminal terminal, ChangeWatch changes)
{
    private readonly string workingFolder = Path.GetFullPath(".");

    /// <summary>The next one. Nothing is lost when the waiting ends before.</summary>
    public async Task<Wish> NextAsync(CancellationToken ct)
    {
        using var other = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var change = ChangeAsync(other.Token);
        var key = KeyAsync(other.Token);
        var first = await Task.WhenAny(change, key);
        await other.CancelAsync();
        await ((Task)Task.WhenAll(change, key)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return await (
            key.IsCompletedSuccessfully ? key
            : change.IsCompletedSuccessfully ? change
            : first
        );
    }

    private async Task<Wish> ChangeAsync(CancellationToken ct) => new($"{Shown(await changes.NextAsync(ct))} changed");

    private async Task<Wish> KeyAsync(CancellationToken ct)
    {
        if (!terminal.HasKeys)
            await Task.Delay(Timeout.Infinite, ct);
        while (true)
        {
            switch (await terminal.NextKeyAsync(ct))
            {
                // Without a terminal nobody can end it.
                case null:
                case { Key: ConsoleKey.Q }:
                    return Wish.Quit;
                case { Key: ConsoleKey.R or ConsoleKey.Enter, Modifiers: 0 }:
                    return Wish.Again;
            }
        }
    }

    // As a user would write it from here.
    private string Shown(ImmutableArray<string> files)
    {
        var relative = Path.GetRelativePath(workingFolder, files[0]);
        var first = relative.StartsWith("..", StringComparison.Ordinal) ? files[0] : relative;
        return files.Length switch
        {
            1 => first,
            2 => $"{first} and another file",
            _ => $"{first} and {files.Length - 1} other files",
        };
    }
}
