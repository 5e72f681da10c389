using System.Collections.Immutable;
using System.Text.Json;
using PingOneScenarios.Engine.Http.Cookies;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution.Journaling;

/// <summary>
/// Reads what <see cref="StateWriter"/> wrote, rows in their order and of each the news first. What none wrote throws
/// <see cref="JsonException"/> or <see cref="InvalidOperationException"/>. For one thread at a time.
/// </summary>
internal sealed class StateReader
{
    private readonly SecretRegister secrets;
    private readonly SecretLog log;
    private readonly StateValueReader values;

    /// <param name="secrets">Of the run that goes on; it has a log.</param>
    public StateReader(SecretRegister secrets)
    {
        this.secrets = secrets;
        log = secrets.Log ?? throw new ArgumentException("the register has no log", nameof(secrets));
        values = new StateValueReader(log);
    }

    /// <inheritdoc cref="StateValueReader.Read"/>
    public Value? Read(JsonElement json) => values.Read(json);

    /// <inheritdoc cref="StateValueReader.ReadLabels"/>
    public LabelSet ReadLabels(JsonElement json) => values.ReadLabels(json);

    /// <summary>The variable; null for one that held a secret that was withheld.</summary>
    /// <param name="json">As written.</param>
    /// <param name="name">Of the variable in either case.</param>
    public Variable? ReadVariable(JsonElement json, out string name)
    {
        name = StateValueReader.ReadText(StateValueReader.Member(json, StateMarks.Name));
        return Read(StateValueReader.Member(json, StateMarks.Value)) is { } value
            ? new Variable(name, value, StateValueReader.ReadText(StateValueReader.Member(json, StateMarks.Origin)))
            : null;
    }

    /// <summary>Brings the register to know what the other had learned.</summary>
    public void ReadNews(JsonElement json)
    {
        foreach (var learned in json.EnumerateArray())
        {
            if (learned.TryGetProperty(StateMarks.Name, out var name))
                ReadLabel(learned, StateValueReader.ReadText(name));
            else
                secrets.Restore(
                    new SecretNews(
                        LearnedAs.Known,
                        ReadLabels(StateValueReader.Member(learned, StateMarks.Labels)),
                        values.ReadMember(learned)
                    ),
                    to: null
                );
        }
    }

    /// <summary>Puts the cookies into a jar, in the place of those that are in it; a jar that was withheld changes nothing.</summary>
    public void ReadCookies(JsonElement json, CookieJar jar)
    {
        if (json.ValueKind == JsonValueKind.Null)
            return;
        jar.Restore([
            .. json.EnumerateArray()
                .Select(kept => new KeptCookies(
                    StateValueReader.ReadText(kept[0]),
                    ReadLabels(kept[1]),
                    [.. kept.EnumerateArray().Skip(2).Select(ReadCookie)]
                )),
        ]);
    }

    private Cookie ReadCookie(JsonElement json) =>
        new(
            StateValueReader.ReadText(json[0]),
            StateValueReader.ReadText(json[1]),
            StateValueReader.ReadText(json[2]),
            StateValueReader.ReadText(json[3]),
            new DateTimeOffset(json[4].GetInt64(), TimeSpan.Zero)
        );

    private void ReadLabel(JsonElement json, string name)
    {
        var value = json.TryGetProperty(StateMarks.Value, out var written) ? values.Read(written) : null;
        var source = (LearnedAs)StateValueReader.Member(json, StateMarks.Source).GetInt32();
        var labels = LabelSet.Of(new SecretLabel(name) { Secret = value });
        var to = json.TryGetProperty(StateMarks.Destinations, out var origins) ? ReadOrigins(origins) : (ImmutableArray<Origin>?)null;
        log.NumberRead(secrets.Restore(new SecretNews(source, labels, value), to).Labels[0]);
    }

    private static ImmutableArray<Origin> ReadOrigins(JsonElement json)
    {
        var origins = ImmutableArray.CreateBuilder<Origin>();
        foreach (var written in json.EnumerateArray())
            origins.Add(
                Origin.TryParse(written.GetString() ?? "", out var origin, out _) ? origin : throw StateValueReader.Damaged("an origin")
            );
        return origins.ToImmutable();
    }
}
