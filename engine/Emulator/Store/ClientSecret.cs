namespace PingOneScenarios.Emulator.Store;

/// <summary>A client's secret and, while it overlaps, the one before it.</summary>
internal sealed record ClientSecret(string Value, PreviousSecret? Previous = null)
{
    /// <summary>The secrets that are accepted at this moment; the current one first.</summary>
    public IEnumerable<string> Alive(DateTimeOffset now)
    {
        yield return Value;
        if (Previous is not null && Previous.ExpiresAt > now)
            yield return Previous.Value;
    }
}

/// <summary>A rotated secret; <see cref="LastUsed"/> is null when no client has used it since the rotation.</summary>
internal sealed record PreviousSecret(string Value, DateTimeOffset ExpiresAt, DateTimeOffset? LastUsed);
