using System.Net.Http.Headers;

namespace PingOneScenarios.Engine.Http.Pacing;

/// <summary>The pause a server asks for (RFC 9110, section 10.2.3).</summary>
internal static class RetryAfter
{
    /// <summary>Null when the field says none that can be read; more seconds than .NET can count are <see cref="TimeSpan.MaxValue"/>.</summary>
    /// <param name="field">The field; null when there is none.</param>
    /// <param name="now">The time of day.</param>
    public static TimeSpan? Of(string? field, DateTimeOffset now) =>
        RetryConditionHeaderValue.TryParse(field, out var asked) ? asked.Delta ?? asked.Date!.Value - now
        : field is { Length: > 0 } && !field.AsSpan().ContainsAnyExceptInRange('0', '9') ? TimeSpan.MaxValue
        : null;
}
