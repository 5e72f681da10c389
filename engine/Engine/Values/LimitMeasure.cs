namespace PingOneScenarios.Engine.Values;

/// <summary>What of many runs can be limited.</summary>
public enum LimitMeasure
{
    /// <summary>The time half of the runs stay below.</summary>
    P50,

    /// <summary>The time 90 % of the runs stay below.</summary>
    P90,

    /// <summary>The time 95 % of the runs stay below.</summary>
    P95,

    /// <summary>The time 99 % of the runs stay below.</summary>
    P99,

    /// <summary>The time 99.9 % of the runs stay below.</summary>
    P999,

    /// <summary>The longest time.</summary>
    Max,

    /// <summary>The time of all runs by their number.</summary>
    Mean,

    /// <summary>How many of the runs went wrong, as a share.</summary>
    Failures,

    /// <summary>How many runs end in a second.</summary>
    Rate,

    /// <summary>How many runs were to be started and found no room.</summary>
    Dropped,
}

/// <summary>What a limit is written in.</summary>
public enum LimitUnit
{
    /// <summary>Thousandths of a second.</summary>
    Milliseconds,

    /// <summary>From 0 to 1.</summary>
    Share,

    /// <summary>Runs a second.</summary>
    PerSecond,

    /// <summary>Runs.</summary>
    Count,
}
