using System.Collections.Immutable;

namespace PingOneScenarios.Engine.Leaks;

/// <summary>
/// The self-test of trust rule 10: says whether a text that was written holds a secret of the runs so far. It shares the secrets with
/// the mask, and nothing of how they are looked for, so that a mistake there does not blind it. Safe to use from several threads.
/// </summary>
internal sealed class SecretScan
{
    /// <summary>
    /// How many secrets of runs that have ended are looked for: what is written of a run is looked through soon after it, and of a hundred
    /// thousand runs not every token can be kept.
    /// </summary>
    private const int MostOfEnded = 20_000;

    private readonly Lock turn = new();
    private readonly HashSet<RunningRun> running = [];

    /// <summary>What runs held that have ended, by the secret; of the runs themselves nothing is kept.</summary>
    private readonly Dictionary<string, string> ended = new(StringComparer.Ordinal);

    /// <summary>The same, oldest first.</summary>
    private readonly Queue<string> byAge = new();

    private SecretNeedles needles = new([]);
    private int held;

    /// <summary>The names of the secrets in a text, as they are shown, each once; never a value.</summary>
    public IReadOnlyList<string> NamesIn(string text) => NamesIn(text.ToCharArray());

    /// <inheritdoc cref="NamesIn(string)"/>
    /// <param name="text">As it was written; what was written in pieces is put together first. Used up: it holds something else afterwards.</param>
    public IReadOnlyList<string> NamesIn(Span<char> text)
    {
        if (text.Length < SecretNeedles.Lead)
            return [];
        SecretNeedles current;
        lock (turn)
        {
            // Between two calls secrets only come: as many are the same.
            var count = ended.Count + running.Sum(r => r.Held().Length);
            if (count != held)
                needles = new SecretNeedles([.. ended.Select(e => (e.Value, e.Key)), .. running.SelectMany(r => r.Held())]);
            (held, current) = (count, needles);
        }
        return current.NamesIn(text);
    }

    /// <summary>Looks no more for what the runs so far held: what is written from now on is not of them.</summary>
    public void Forget()
    {
        lock (turn)
        {
            running.Clear();
            ended.Clear();
            byAge.Clear();
            (needles, held) = (new SecretNeedles([]), 0);
        }
    }

    /// <summary>Looks from now on for what a run holds, also for what it learns until it ends, which is when the result is disposed of.</summary>
    /// <param name="held">Gives what the run holds; let go of when the run ends.</param>
    internal IDisposable Watch(Func<ImmutableArray<(string Shown, string Secret)>> held)
    {
        var run = new RunningRun(this, held);
        lock (turn)
            running.Add(run);
        return run;
    }

    private sealed class RunningRun(SecretScan scan, Func<ImmutableArray<(string Shown, string Secret)>> held) : IDisposable
    {
        public ImmutableArray<(string Shown, string Secret)> Held() => held();

        public void Dispose()
        {
            lock (scan.turn)
            {
                if (!scan.running.Remove(this))
                    return;
                // The count may stay the same while the secrets do not: what is known by two names counts once from now on.
                scan.held = -1;
                foreach (var (shown, secret) in held())
                {
                    if (scan.ended.TryAdd(secret, shown))
                        scan.byAge.Enqueue(secret);
                }
                while (scan.byAge.Count > MostOfEnded)
                    scan.ended.Remove(scan.byAge.Dequeue());
            }
        }
    }
}
