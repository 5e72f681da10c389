namespace PingOneScenarios.Emulator.Controls;

/// <summary>A clock that can be moved, and can stand still. Timers run on as they do.</summary>
internal sealed class AdjustableClock(TimeProvider real) : TimeProvider
{
    private static readonly DateTimeOffset Earliest = new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2999, 12, 31, 0, 0, 0, TimeSpan.Zero);

    private readonly Lock gate = new();
    private TimeSpan offset;
    private DateTimeOffset? still;

    /// <summary>Off by so much from the clock of the machine.</summary>
    public static AdjustableClock Skewed(TimeProvider real, TimeSpan offset) => new(real) { offset = offset };

    /// <summary>Stands at a moment until it is moved, so that the same requests see the same times.</summary>
    public static AdjustableClock Still(TimeProvider real, DateTimeOffset moment) => new(real) { still = moment };

    public bool IsStill
    {
        get
        {
            lock (gate)
                return still is not null;
        }
    }

    /// <summary>How far it is from the clock of the machine.</summary>
    public TimeSpan Offset => GetUtcNow() - real.GetUtcNow();

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
            return still ?? real.GetUtcNow() + offset;
    }

    /// <summary>Moves it; back when negative. False when it would leave the years that every life time has room in; it then stays.</summary>
    public bool Move(TimeSpan by)
    {
        lock (gate)
        {
            var now = still ?? real.GetUtcNow() + offset;
            if (by > Latest - now || by < Earliest - now)
                return false;
            if (still is not null)
                still = now + by;
            else
                offset += by;
            return true;
        }
    }

    /// <summary>Back to the clock of the machine, running.</summary>
    public void Reset()
    {
        lock (gate)
            (still, offset) = (null, TimeSpan.Zero);
    }
}
