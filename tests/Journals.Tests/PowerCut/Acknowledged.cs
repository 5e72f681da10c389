using System.Globalization;
using Microsoft.Data.Sqlite;
using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Journals.Tests.PowerCut;

/// <summary>What a process was told to be durable, and whether a journal still has it.</summary>
internal sealed class Acknowledged
{
    private readonly Dictionary<string, int> rows = new(StringComparer.Ordinal);
    private readonly HashSet<string> forgotten = new(StringComparer.Ordinal);
    private string unread = "";

    /// <summary>Takes in what the process printed.</summary>
    public void Hear(string text)
    {
        var lines = (unread + text).Split('\n');
        unread = lines[^1];
        foreach (var words in lines[..^1].Select(line => line.Split(' ')))
        {
            var run = words[1];
            if (words[0] == "begun")
                rows[run] = 0;
            else if (words[0] == "row")
                rows[run] = int.Parse(words[2], CultureInfo.InvariantCulture) + 1;
            else if (words[0] == "forgetting")
                rows.Remove(run);
            else if (words[0] == "forgotten")
                forgotten.Add(run);
            else
                Assert.Fail(string.Join(' ', words));
        }
    }

    /// <summary>Nothing of it may be missing, and nothing may be there by half.</summary>
    public async Task AreInAsync(string path, CancellationToken ct)
    {
        await using (var journal = await SqliteJournal.OpenAsync(path, ct))
        {
            var runs = (await journal.ListAsync(ct)).ToDictionary(run => run.Id, StringComparer.Ordinal);
            Assert.DoesNotContain(runs.Keys, forgotten.Contains);
            Assert.Empty(rows.Keys.Except(runs.Keys));
            foreach (var run in runs.Values)
                await IsWholeAsync(journal, run, ct);
            Assert.True(await journal.BeginAsync(Samples.Run("afterwards"), ct));
            Assert.True(await journal.AppendAsync(Samples.Row("afterwards", 0), Samples.Run("afterwards"), ct));
        }
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var check = connection.CreateCommand();
        check.CommandText = "PRAGMA integrity_check";
        Assert.Equal("ok", check.ExecuteScalar());
    }

    private async Task IsWholeAsync(IRunJournal journal, JournaledRun run, CancellationToken ct)
    {
        var there = await journal.ReadAsync(run.Id, ct);
        Assert.True(
            there.Length >= rows.GetValueOrDefault(run.Id),
            $"{run.Id} has {there.Length} rows, {rows.GetValueOrDefault(run.Id)} were durable"
        );
        Assert.Equal(there.Length, run.StepsDone);
        Assert.True(Samples.AreWhole(there, run.Id, run.Id, there is [var row, ..] ? row.Body.Length : 0), run.Id);
    }
}
