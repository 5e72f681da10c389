using System.Text;
using PingOneScenarios.Engine.Tests.Execution.Journaling;
using PingOneScenarios.Journals;

namespace PingOneScenarios.Engine.Tests.Batch;

/// <summary>What stands in the files of a journal of rows with a secret column.</summary>
public sealed class BatchLeakTests
{
    [Fact]
    public async Task No_cell_and_nothing_that_was_typed_stands_in_the_clear()
    {
        var ct = TestContext.Current.CancellationToken;
        var folder = Directory.CreateTempSubdirectory("p1s-batch-leak-");
        var path = System.IO.Path.Combine(folder.FullName, "runs.db");
        await using (
            var batch = new WrittenBatch
            {
                Journal = await SqliteJournal.OpenAsync(path, ct),
                Secret = "fake-canary-secret",
                Rows = ["canary-one", "canary-two", "canary-three"],
                Command = "p1s run canary-of-the-command",
            }
        )
        {
            await batch.RunAsync("one", journal => new DyingJournal(journal, 7, true));
            Look(folder);
            Assert.True((await batch.RunAsync("two")).HasEnded);
            Look(folder);
        }
        Look(folder);
        folder.Delete(recursive: true);
    }

    private static void Look(DirectoryInfo folder)
    {
        foreach (var file in folder.GetFiles())
        {
            using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            var text = Encoding.Latin1.GetString(bytes.ToArray());
            // The id of a row is what the test calls it by.
            Assert.DoesNotContain("canary", text.Replace("id of canary", "", StringComparison.Ordinal), StringComparison.Ordinal);
            foreach (
                var form in (string[])
                    ["fake-canary", Convert.ToBase64String("fake-canary-secret"u8)[..20], Convert.ToHexStringLower("fake-canary"u8)]
            )
                Assert.DoesNotContain(form, text, StringComparison.OrdinalIgnoreCase);
        }
    }
}
