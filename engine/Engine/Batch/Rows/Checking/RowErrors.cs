using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Batch.Rows.Checking;

/// <summary>What is wrong with rows: the first of it is told, the rest counted.</summary>
internal sealed class RowErrors(RowProblems place, DiagnosticBag problems)
{
    private const int MostTold = 20;

    private long count;

    public bool Any => count > 0;

    public void Add(Diagnostic problem)
    {
        if (++count <= MostTold)
            problems.Add(problem);
    }

    /// <summary>All rows were looked at.</summary>
    public void Complete()
    {
        if (count > MostTold)
            problems.Add(
                DiagnosticCodes.RowMalformed,
                place.At(1),
                $"{count - MostTold:N0} more mistakes like these are in the file",
                $"the first {MostTold} are told",
                "mend those, and look again"
            );
    }
}
