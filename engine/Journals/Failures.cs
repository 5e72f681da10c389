using Microsoft.Data.Sqlite;
using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Journals;

/// <summary>What is wrong with a journal, in words of ours; the numbers are SQLite's.</summary>
internal static class Failures
{
    private const int Permission = 3;
    private const int Busy = 5;
    private const int Locked = 6;
    private const int NoMemory = 7;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int TooBig = 18;
    private const int NoDatabase = 26;

    // The file beside the journal that processes share could not be made larger.
    private const int NoRoomToShare = 4874;

    public static bool IsBusy(SqliteException e) => e.SqliteErrorCode is Busy or Locked;

    /// <summary>Whether it is unknown what became of what was being written.</summary>
    public static bool IsLasting(SqliteException e) => e.SqliteErrorCode is InputOutput or Corrupt or NoDatabase;

    /// <summary>Whether a file could not be made beside one that is to be read.</summary>
    public static bool NeedsFileBeside(SqliteException e) => e.SqliteErrorCode is ReadOnly or CannotOpen;

    public static JournalException Traces(JournalFile file) =>
        new(
            $"the runs are forgotten, but traces of them stay in {file.Path}-wal while another process has the journal open",
            "forget them once more when no other p1s runs"
        );

    public static JournalException Of(SqliteException e, JournalFile file) =>
        e.SqliteErrorCode switch
        {
            Busy or Locked => new(
                $"the journal {file.Path} is locked by another process, and was for {Connections.LongestWait} seconds",
                "let the other process end, or use another journal"
            ),
            Full => Fullness(file),
            InputOutput when e.SqliteExtendedErrorCode == NoRoomToShare => Fullness(file),
            ReadOnly => new(
                $"the journal {file.Path}, or its folder, is read-only",
                "make both writable, or use a journal in another folder"
            ),
            Permission or CannotOpen => NotAllowed(file),
            Corrupt => new($"the journal {file.Path} is damaged", PutAside(file)),
            NoDatabase => NoJournal(file),
            InputOutput => new(
                $"the system could not read or write the journal {file.Path} (SQLite {e.SqliteExtendedErrorCode})",
                "look after the disk and its limits for this user, or use a journal on another disk"
            ),
            NoMemory => new($"there is not enough memory to use the journal {file.Path}", "let other programs end"),
            TooBig => new($"a row is larger than the journal {file.Path} can hold", "keep less of the bodies of answers"),
            _ => new($"the journal {file.Path} cannot be used (SQLite {e.SqliteExtendedErrorCode})", PutAside(file)),
        };

    private static JournalException Fullness(JournalFile file) =>
        new($"there is no room left on the disk for the journal {file.Path}", "make room, or use a journal on another disk");

    public static JournalException NoLibrary() =>
        new(
            "no journal can be kept: the library e_sqlite3 was not found beside p1s",
            "put it where it was published, or use an executable that has it inside"
        );

    public static JournalException Gone(JournalFile file) =>
        new(
            $"the journal {file.Path} was deleted or moved while it was in use",
            "leave it where it is while p1s runs, and let the run begin anew"
        );

    /// <summary>Something stands in it that no version writes.</summary>
    public static JournalException Strange(JournalFile file) =>
        new($"the journal {file.Path} holds what p1s does not write: somebody changed it", PutAside(file));

    private static JournalException NoJournal(JournalFile file) =>
        new($"the file {file.Path} is no journal", "name another file for the journal; this one was not touched");

    public static JournalException NotAllowed(JournalFile file) =>
        new(
            $"the journal {file.Path} may not be used by this user, or no file may be made beside it",
            "make the file and its folder readable and writable for yourself, or use a journal in another folder"
        );

    private static string PutAside(JournalFile file) => $"move it away, together with {file.Path}-wal, and a new one is begun";
}
