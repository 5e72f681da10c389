using System.Globalization;
using PingOneScenarios.Engine.Journal;
using PingOneScenarios.Journals.Tests;

namespace PingOneScenarios.Journals.Writer;

/// <summary>
/// A process that writes to a journal, for tests that end it, bound it or watch what it writes: <c>write PATH PREFIX RUNS ROWS LENGTH</c>,
/// <c>list PATH</c> or <c>life PATH</c>. A line tells each thing that is durable, once it is: <c>begun RUN</c>, <c>row RUN NUMBER LENGTH</c>, <c>forgetting RUN</c>
/// (before it is), <c>forgotten RUN</c>; the last is <c>failed: …</c> when the journal gave up.
/// </summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        try
        {
            if (args is ["write", var path, var prefix, var runs, var rows, var length])
                await WriteAsync(path, prefix, Number(runs), Number(rows), Number(length));
            else if (args is ["list", var listed])
                await ListAsync(listed);
            else
                await LiveAsync(args[1]);
            return 0;
        }
        catch (JournalException e)
        {
            Console.WriteLine($"failed: {e.Message}; {e.Fix}");
            return 1;
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static async Task WriteAsync(string path, string prefix, int runs, int rows, int length)
    {
        await using var journal = await SqliteJournal.OpenAsync(path, CancellationToken.None);
        await Task.WhenAll(Enumerable.Range(0, runs).Select(i => Task.Run(() => WriteRunAsync(journal, $"{prefix}{i}", rows, length))));
    }

    private static async Task ListAsync(string path)
    {
        var journal = await SqliteJournal.OpenToReadAsync(path, CancellationToken.None);
        foreach (var run in await journal!.ListAsync(CancellationToken.None))
        {
            var rows = await journal.ReadAsync(run.Id, CancellationToken.None);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{run.Id} {rows.Length}"));
        }
    }

    // All that a file goes through: one run, many at once, so much that it is taken out of the log, forgetting, closing and opening.
    private static async Task LiveAsync(string path)
    {
        await WriteAsync(path, "alone", 1, 12, 2_300);
        await WriteAsync(path, "many", 8, 10, 700);
        await WriteAsync(path, "large", 2, 45, 60_000);
        await using (var journal = await SqliteJournal.OpenAsync(path, CancellationToken.None))
        {
            await WriteRunAsync(journal, "before", 3, 300);
            foreach (var run in (string[])["large0", "many3"])
            {
                Console.WriteLine($"forgetting {run}");
                await journal.ForgetAsync([run], CancellationToken.None);
                Console.WriteLine($"forgotten {run}");
            }
            await WriteRunAsync(journal, "behind", 3, 300);
        }
        await WriteAsync(path, "last", 3, 5, 1_000);
    }

    private static async Task WriteRunAsync(IRunJournal journal, string run, int rows, int length)
    {
        await journal.BeginAsync(Samples.Run(run, run), CancellationToken.None);
        Console.WriteLine($"begun {run}");
        for (var number = 0; number < rows; number++)
        {
            var listed = Samples.Run(run, run) with { StepsDone = number + 1 };
            if (!await journal.AppendAsync(Samples.Row(run, number, run, length), listed, CancellationToken.None))
                throw new InvalidOperationException($"somebody else wrote {run} {number}");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"row {run} {number} {length}"));
        }
    }
}
