using System.Collections.Immutable;
using System.Threading.Channels;
using PingOneScenarios.Engine.Files;

namespace PingOneScenarios.Cli.Watching;

/// <summary>
/// Waits until one of some files holds something else. The system tells when to look; because it does not always (folders that are moved,
/// file systems of other machines, limits), the files are also looked at once a second.
/// </summary>
internal sealed class ChangeWatch : IDisposable
{
    /// <summary>Editors write in steps: it is over when nothing has happened for so long.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(20);

    /// <summary>But no longer than this.</summary>
    private static readonly TimeSpan LongestSettling = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    private readonly FileStamps stamps = new();
    private readonly TimeProvider clock;
    private readonly Channel<bool> wakes = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );
    private readonly ITimer rounds;
    private FolderWatch? folders;
    private int told;

    public ChangeWatch(TimeProvider clock)
    {
        this.clock = clock;
        rounds = clock.CreateTimer(_ => wakes.Writer.TryWrite(true), null, Round, Round);
    }

    /// <summary>How many of the files are there.</summary>
    public int Count => stamps.Present.Count();

    /// <summary>Whether the system does not tell of all of them.</summary>
    public bool IsSlow => folders is { IsIncomplete: true };

    /// <summary>Watches these files and no others.</summary>
    /// <param name="files">By their absolute paths; some may still have to come.</param>
    public void Follow(IReadOnlyCollection<string> files)
    {
        stamps.Follow(files);
        folders?.Dispose();
        var inhabited = stamps.Present.Select(Path.GetDirectoryName).ToHashSet();
        folders = new FolderWatch(files.Where(f => inhabited.Contains(Path.GetDirectoryName(f))), Tell);
    }

    /// <summary>The files that have changed, at least one; also what changed before anybody waited.</summary>
    public async Task<ImmutableArray<string>> NextAsync(CancellationToken ct)
    {
        while (true)
        {
            if (Interlocked.Exchange(ref told, 0) == 1 || stamps.SeemChanged)
            {
                await SettleAsync(ct);
                if (stamps.TakeChanged() is { IsEmpty: false } changed)
                    return changed;
            }
            await wakes.Reader.ReadAsync(ct);
        }
    }

    public void Dispose()
    {
        rounds.Dispose();
        folders?.Dispose();
    }

    // Who replaces a file may have taken it away first.
    private async Task SettleAsync(CancellationToken ct)
    {
        var start = clock.GetTimestamp();
        try
        {
            do await Task.Delay(Settling, clock, ct);
            while ((Interlocked.Exchange(ref told, 0) == 1 || stamps.HasLost) && clock.GetElapsedTime(start) < LongestSettling);
        }
        catch (OperationCanceledException)
        {
            told = 1;
            throw;
        }
    }

    private void Tell()
    {
        Interlocked.Exchange(ref told, 1);
        wakes.Writer.TryWrite(true);
    }
}
