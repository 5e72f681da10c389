using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PingOneScenarios.Engine.Journal;

/// <summary>
/// What is listed of a run, as a digest that is sealed with each row: the list stands in the clear, and must not say something else than what
/// was written with the last row.
/// </summary>
internal static class ListedStamp
{
    /// <summary>In bytes.</summary>
    public const int Length = 16;

    /// <summary>All but the name of the key, which the row itself holds.</summary>
    public static void Write(JournaledRun run, Span<byte> into)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(TextOf(run)), digest);
        digest[..Length].CopyTo(into);
    }

    public static bool IsOf(JournaledRun run, ReadOnlySpan<byte> stamp)
    {
        Span<byte> own = stackalloc byte[Length];
        Write(run, own);
        return own.SequenceEqual(stamp);
    }

    /// <summary>The same of a batch.</summary>
    public static void Write(JournaledBatch batch, Span<byte> into)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{batch.Id}\0{batch.Key}\0{batch.StartedAt.UtcTicks}\0{batch.EndedAt?.UtcTicks}\0{batch.Owner}"
        );
        SHA256.HashData(Encoding.UTF8.GetBytes(text), digest);
        digest[..Length].CopyTo(into);
    }

    public static bool IsOf(JournaledBatch batch, ReadOnlySpan<byte> stamp)
    {
        Span<byte> own = stackalloc byte[Length];
        Write(batch, own);
        return own.SequenceEqual(stamp);
    }

    // No id begins as a run of a batch does, and what stands before its id has its length before it.
    private static string TextOf(JournaledRun run) =>
        run.Batch is { } batch
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"\0{batch.Length}\0{batch}\0{run.RowId?.Length}\0{run.RowId}\0{run.RowNumber}\0{Alone(run)}"
            )
            : Alone(run);

    private static string Alone(JournaledRun run) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{run.Id}\0{run.Digest}\0{run.Environment}\0{run.StartedAt.UtcTicks}\0{run.ChangedAt.UtcTicks}\0{(int)run.State}\0{(int?)run.Outcome}\0{run.StepsDone}\0{run.LeftBehind}\0{run.InDoubt}\0{run.Owner}"
        );
}
