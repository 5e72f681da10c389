using System.Text.Json;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution.Journaling;

/// <summary>The numbers labels have in what is written, and what is still to be written so that they mean something.</summary>
/// <param name="log">Of the run.</param>
internal sealed class LabelNumbers(SecretLog log)
{
    /// <summary>What was taken from the log and is not yet written.</summary>
    private readonly List<SecretNews> unwritten = [];

    public void Write(Utf8JsonWriter json, LabelSet labels)
    {
        json.WriteStartArray();
        foreach (var label in labels.Labels)
            json.WriteNumberValue(NumberOf(label));
        json.WriteEndArray();
    }

    /// <summary>All that has to be written by now, until it is cleared.</summary>
    public List<SecretNews> Unwritten()
    {
        TakeNews();
        return unwritten;
    }

    public void Clear() => unwritten.Clear();

    // A label is in the log before anything has it, unless none of the register's own.
    private int NumberOf(SecretLabel label)
    {
        if (log.TryGetNumber(label, out var number))
            return number;
        TakeNews();
        Define(label);
        log.TryGetNumber(label, out number);
        return number;
    }

    private void TakeNews()
    {
        foreach (var learned in log.Take())
        {
            if (learned.How == LearnedAs.Known)
            {
                foreach (var label in learned.Labels.Labels)
                    Define(label);
                unwritten.Add(learned);
            }
            // A label that was read is written already.
            else if (log.Number(learned.Labels.Labels[0]))
                unwritten.Add(learned);
        }
    }

    private void Define(SecretLabel label)
    {
        if (log.Number(label))
            unwritten.Add(new SecretNews(LearnedAs.Elsewhere, LabelSet.Of(label), label.Secret));
    }
}
