using System.Globalization;
using Microsoft.Data.Sqlite;

namespace PingOneScenarios.Journals;

/// <summary>How the file of a journal is opened.</summary>
internal static class Connections
{
    /// <summary>How long a file may stay locked by somebody else, in seconds.</summary>
    public const int LongestWait = 5;

    /// <summary>Not open yet.</summary>
    public static SqliteConnection ToWrite(JournalFile file) => new(Text(file.Path, SqliteOpenMode.ReadWrite));

    public static string ToRead(JournalFile file) => Text(file.Path, SqliteOpenMode.ReadOnly);

    /// <summary>For a file that nobody writes to while it is read, beside which no other can be made.</summary>
    public static string ToReadAsItStands(JournalFile file) =>
        Text(string.Create(CultureInfo.InvariantCulture, $"file:{Uri.EscapeDataString(file.Path)}?immutable=1"), SqliteOpenMode.ReadOnly);

    private static string Text(string source, SqliteOpenMode mode) =>
        new SqliteConnectionStringBuilder
        {
            DataSource = source,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = LongestWait,
        }.ToString();
}
