using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Cli.Journals;

internal static class JournalStores
{
    public static Task<IRunJournal> OpenAsync(string path, CancellationToken ct) =>
        throw new JournalException("there is no store", "build one");
}
