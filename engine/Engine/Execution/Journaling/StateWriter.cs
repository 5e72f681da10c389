using System.Text.Json;
using PingOneScenarios.Engine.Http.Cookies;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution.Journaling;

/// <summary>
/// Writes what a run holds, so that <see cref="StateReader"/> gives it back as it was. In a row the news come last: they are what the numbers
/// of labels mean. For one thread at a time.
/// </summary>
internal sealed class StateWriter
{
    private readonly SecretRegister secrets;
    private readonly bool withholdsSecrets;
    private readonly LabelNumbers numbers;
    private readonly StateValueWriter values;

    /// <param name="secrets">Of the run; it has a log.</param>
    /// <param name="withholdsSecrets">Whether no secret is written, but only that there is one.</param>
    public StateWriter(SecretRegister secrets, bool withholdsSecrets)
    {
        (this.secrets, this.withholdsSecrets) = (secrets, withholdsSecrets);
        numbers = new LabelNumbers(secrets.Log ?? throw new ArgumentException("the register has no log", nameof(secrets)));
        values = new StateValueWriter(numbers);
    }

    /// <summary>A value with the labels of each part; of one that is secret, when secrets are withheld, a mark that it was there.</summary>
    public void Write(Utf8JsonWriter json, Value value)
    {
        if (withholdsSecrets && IsSecret(value))
        {
            json.WriteStartObject();
            json.WriteNull(StateMarks.Mark);
            json.WriteEndObject();
        }
        else
            values.WriteLabelled(json, value);
    }

    /// <summary>A variable; see <see cref="Write"/>.</summary>
    public void WriteVariable(Utf8JsonWriter json, Variable variable)
    {
        json.WriteStartObject();
        json.WritePropertyName(StateMarks.Name);
        StateValueWriter.WriteText(json, variable.Name);
        json.WritePropertyName(StateMarks.Value);
        Write(json, variable.Value);
        json.WritePropertyName(StateMarks.Origin);
        StateValueWriter.WriteText(json, variable.Origin);
        json.WriteEndObject();
    }

    /// <summary>The numbers of labels.</summary>
    public void WriteLabels(Utf8JsonWriter json, LabelSet labels) => numbers.Write(json, labels);

    /// <summary>What the register has learned since the last call, labels by their numbers.</summary>
    public void WriteNews(Utf8JsonWriter json)
    {
        json.WriteStartArray();
        var news = numbers.Unwritten();
        // What is learned meanwhile comes behind.
        for (var i = 0; i < news.Count; i++)
        {
            var learned = news[i];
            if (learned.How != LearnedAs.Known)
                WriteLabel(json, learned);
            else if (!withholdsSecrets)
                WriteKnown(json, learned);
        }
        json.WriteEndArray();
        numbers.Clear();
    }

    /// <summary>All cookies and what they were got with; null when secrets are withheld.</summary>
    public void WriteCookies(Utf8JsonWriter json, CookieJar jar)
    {
        if (withholdsSecrets)
        {
            json.WriteNullValue();
            return;
        }
        json.WriteStartArray();
        foreach (var (origin, labels, cookies) in jar.Kept())
        {
            json.WriteStartArray();
            StateValueWriter.WriteText(json, origin);
            WriteLabels(json, labels);
            foreach (var cookie in cookies)
                WriteCookie(json, cookie);
            json.WriteEndArray();
        }
        json.WriteEndArray();
    }

    private static void WriteCookie(Utf8JsonWriter json, Cookie cookie)
    {
        json.WriteStartArray();
        StateValueWriter.WriteText(json, cookie.Name);
        StateValueWriter.WriteText(json, cookie.Value);
        StateValueWriter.WriteText(json, cookie.Path);
        StateValueWriter.WriteText(json, cookie.Domain);
        json.WriteNumberValue(cookie.Expires.UtcTicks);
        json.WriteEndArray();
    }

    private bool IsSecret(Value value) =>
        !value.Labels.IsEmpty
        || !secrets.LabelsIn(value).IsEmpty
        || value.Texts().Any(t => secrets.ShownFor(t) != t || secrets.ShortIn(t) is not null);

    private void WriteLabel(Utf8JsonWriter json, SecretNews learned)
    {
        var label = learned.Labels.Labels[0];
        json.WriteStartObject();
        json.WritePropertyName(StateMarks.Name);
        StateValueWriter.WriteText(json, label.Name);
        json.WriteNumber(StateMarks.Source, (int)learned.How);
        if (secrets.Destinations.Of(label) is { } to)
        {
            json.WriteStartArray(StateMarks.Destinations);
            foreach (var origin in to)
                json.WriteStringValue(origin.ToString());
            json.WriteEndArray();
        }
        if (learned.Value is { } value && !withholdsSecrets)
        {
            json.WritePropertyName(StateMarks.Value);
            values.WritePlain(json, value, withLabels: false);
        }
        json.WriteEndObject();
    }

    private void WriteKnown(Utf8JsonWriter json, SecretNews learned)
    {
        json.WriteStartObject();
        json.WritePropertyName(StateMarks.Labels);
        WriteLabels(json, learned.Labels);
        json.WritePropertyName(StateMarks.Value);
        values.WritePlain(json, learned.Value!, withLabels: false);
        json.WriteEndObject();
    }
}
