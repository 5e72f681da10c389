using System.Text.Json;
using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Engine.Batch;

/// <summary>What is said of a batch to people; sealed in its journal.</summary>
/// <param name="Title">What is run, such as "Make a user, 5,000 rows of users.csv".</param>
/// <param name="Command">What was typed, as it may be shown.</param>
/// <param name="Folder">Where.</param>
internal sealed record BatchHead(string Title, string Command, string Folder)
{
    public ReadOnlyMemory<byte> Write()
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("title", Title);
            json.WriteString("command", Command);
            json.WriteString("folder", Folder);
            json.WriteEndObject();
        }
        return bytes.ToArray();
    }

    /// <param name="batch">Its head is open.</param>
    /// <exception cref="JournalException">It is not as this version writes it.</exception>
    public static BatchHead Read(JournaledBatch batch)
    {
        try
        {
            using var document = JsonDocument.Parse(batch.Head);
            string Text(string name) => document.RootElement.GetProperty(name).GetString()!;
            return new BatchHead(Text("title"), Text("command"), Text("folder"));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new JournalException($"the batch {batch.Id} says what this p1s cannot read", "use the p1s that wrote it, or a newer one");
        }
    }
}
