using System.Collections.Immutable;
using System.Text.Json;
using PingOneScenarios.Engine.Journal;
using PingOneScenarios.Engine.Trust;

namespace PingOneScenarios.Engine.Execution.Journaling;

/// <summary>What a run knew to be secret in the end, for whoever prints it once more: what it told may be older than that.</summary>
internal static class KnownSecrets
{
    /// <summary>Every secret that stands in the opened rows, with what is shown instead; none of those that were withheld.</summary>
    /// <param name="rows">All of them, in their order.</param>
    /// <exception cref="JournalException">A row is not as this version writes rows.</exception>
    public static ImmutableArray<(string Shown, string Secret)> In(IEnumerable<JournalRow> rows)
    {
        var secrets = new SecretRegister([], new SecretLog());
        var reader = new StateReader(secrets);
        foreach (var row in rows)
        {
            try
            {
                using var document = JsonDocument.Parse(row.Body, StateMarks.Reading);
                if (document.RootElement.TryGetProperty("news", out var news))
                    reader.ReadNews(news);
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException)
            {
                throw new JournalException(
                    $"row {row.Number} of the run {row.Run} holds what this p1s cannot read",
                    "use the p1s that wrote it, or a newer one"
                );
            }
        }
        return secrets.Held();
    }
}
