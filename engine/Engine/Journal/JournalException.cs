namespace PingOneScenarios.Engine.Journal;

/// <summary>A journal cannot do what it is asked to: its words are fit to be shown, and hold no value of a run.</summary>
/// <param name="what">What is wrong, with the place: "the journal /home/…/runs.db is read-only".</param>
/// <param name="fix">What mends it.</param>
internal sealed class JournalException(string what, string fix) : Exception(what)
{
    /// <summary>What mends it.</summary>
    public string Fix => fix;
}
