using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Engine.Execution.Journaling;

/// <summary>A journal as runs are written into it.</summary>
/// <param name="Rows">Where the rows go.</param>
/// <param name="Owner">This process, so that others can see whether it still goes on.</param>
internal sealed record RunJournal(SealedJournal Rows, string Owner)
{
    /// <summary>Which part of a batch is written; null for a run without one.</summary>
    public BatchPlace? Place { get; init; }

    /// <summary>Whether no secret is written, not even sealed: what a resume lacks then is obtained again or asked for.</summary>
    public bool WithholdsSecrets { get; init; }

    /// <summary>Whether a run ends with a <see cref="JournalException"/> that cannot even be begun to be written.</summary>
    public bool IsRequired { get; init; }

    /// <summary>In bytes: of a longer body only its length and digest are kept; null keeps all of them.</summary>
    public int? LargestBody { get; init; } = 64 << 10;
}

/// <summary>Which part of a batch a run does.</summary>
/// <param name="Batch">The id of the batch.</param>
/// <param name="RowId"><inheritdoc cref="JournaledRun.RowId" path="/summary"/></param>
/// <param name="Number"><inheritdoc cref="JournaledRun.RowNumber" path="/summary"/></param>
internal sealed record BatchPlace(string Batch, string RowId, long? Number);
