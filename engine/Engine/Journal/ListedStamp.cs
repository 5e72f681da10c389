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

    private static string TextOf(JournaledRun run) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{run.Id}\0{run.Digest}\0{run.Environment}\0{run.StartedAt.UtcTicks}\0{run.ChangedAt.UtcTicks}\0{(int)run.State}\0{(int?)run.Outcome}\0{run.StepsDone}\0{run.LeftBehind}\0{run.InDoubt}\0{run.Owner}"
        );
}
