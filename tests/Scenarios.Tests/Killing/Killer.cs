namespace PingOneScenarios.Scenarios.Tests.Killing;

/// <summary>The process is gone.</summary>
internal sealed class DeathException() : Exception("the process is gone");

/// <summary>Where a process can end.</summary>
public enum Moment
{
    /// <summary>A row is about to be written to the journal.</summary>
    BeforeRow,

    /// <summary>A row is durable.</summary>
    AfterRow,

    /// <summary>A request is about to leave.</summary>
    BeforeSend,

    /// <summary>The server has done what it was asked for.</summary>
    AfterSend,
}

/// <summary>A process that ends at a chosen moment: whatever it tries afterwards has no effect either.</summary>
/// <param name="at">When; null for never.</param>
/// <param name="number">Which of these moments, from 1.</param>
internal sealed class Killer(Moment? at, int number)
{
    private readonly int[] counts = new int[Enum.GetValues<Moment>().Length];
    private bool isDead;

    /// <summary>How often each moment came.</summary>
    public IReadOnlyList<int> Counts => counts;

    public void Pass(Moment moment)
    {
        if (isDead || ++counts[(int)moment] == number && moment == at)
        {
            isDead = true;
            throw new DeathException();
        }
    }
}
