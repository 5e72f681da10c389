using System.Text.Json;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Reporting.Json;

/// <summary>
/// The events of one run as JSON objects that are read back as they were, whatever is in them; reports leave some of it out. To be kept
/// for the events of the run in their order, by one who writes or one who reads: an exchange that is told twice is written once.
/// </summary>
/// <param name="mostOfBody">In bytes: a longer body is written as its length and hash; 0 for each, null for none.</param>
internal sealed class EventLog(long? mostOfBody = null)
{
    private static readonly Shape<TokenRecord> Token = new Shape<TokenRecord>("token", "To the letter.")
        .Text("where", "The part of the exchange.", t => t.Where)
        .Text("header", "JSON.", t => t.Header)
        .OptionalText("claims", "JSON.", t => t.Claims);

    private static readonly Shape<ExchangeRecord> Exchange = new Shape<ExchangeRecord>("exchange", "With its tokens to the letter.")
        .Include(ReportShapes.Traffic, e => e)
        .List("tokens", "The tokens in it.", Token, e => e.Tokens);

    // The last that was answered since the step began, which is the one its end tells again.
    private ExchangeRecord? last;

    /// <summary>The next event of the run.</summary>
    public void Write(Utf8JsonWriter json, RunEvent happened)
    {
        json.WriteStartObject();
        json.WriteString("event", EventShapes.NameOf(happened));
        if (happened is not RunStarted && happened.RunId.Length > 0)
            json.WriteString("runId", happened.RunId);
        if (happened is RequestSent sent)
            WriteSent(json, sent);
        else
            EventShapes.WriteMembers(json, happened);
        if (happened is StepFinished step)
            WriteExchange(json, step);
        else if (happened is RunFinished run)
            WriteSources(json, run);
        json.WriteEndObject();
    }

    /// <summary>The next event of the run.</summary>
    /// <exception cref="ReportFormatException">It is none that <see cref="Write"/> wrote.</exception>
    public RunEvent Read(JsonElement element)
    {
        var node = new Node(element, "$");
        var happened = Members(node, node.Text("event"));
        return happened with { At = node.Moment("at"), RunId = node.OptionalStored("runId") ?? default };
    }

    private RunEvent Members(Node node, string name) =>
        name switch
        {
            "runStarted" => RunReading.Started(node),
            "stepStarted" => new StepStarted(StepReading.Place(node), node.OptionalStored("method"), node.Stored("target")),
            "requestSent" => Remembered(new RequestSent(StepReading.Place(node), StepReading.Exchange(node.Object("exchange")))),
            "retryScheduled" => StepReading.Retry(node, StepReading.Place(node)),
            "stepFinished" => StepReading.Finished(node) with { Exchange = ReadExchange(node) },
            "runFinished" => new RunFinished(RunReading.Summary(node))
            {
                Sources = RunReading.Sources(node),
                Files = RunReading.Files(node),
            },
            "runNotStarted" => RunReading.NotStarted(node),
            "doubtSettled" => RunReading.Settled(node),
            "runResumed" => RunReading.Resumption(node),
            "loadFinished" => new LoadFinished(LoadReading.Load(node)),
            _ => throw new ReportFormatException($"it holds an event this p1s does not know, {name}"),
        };

    private void WriteSent(Utf8JsonWriter json, RequestSent sent)
    {
        json.WriteString("at", sent.At);
        ReportShapes.Place.WriteMembers(json, sent.Step);
        json.WritePropertyName("exchange");
        Exchange.Write(json, sent.Exchange.WithBodiesUpTo(mostOfBody));
        Remembered(sent);
    }

    private void WriteExchange(Utf8JsonWriter json, StepFinished step)
    {
        if (step.Exchange is { } exchange)
        {
            json.WritePropertyName("exchange");
            if (ReferenceEquals(exchange, last))
                json.WriteBooleanValue(true);
            else
                Exchange.Write(json, exchange.WithBodiesUpTo(mostOfBody));
        }
        last = null;
    }

    private ExchangeRecord? ReadExchange(Node node)
    {
        var told = last;
        last = null;
        if (!node.Has("exchange"))
            return null;
        return !node.IsTrue("exchange")
            ? StepReading.Exchange(node.Object("exchange"))
            : told ?? throw new ReportFormatException("$.exchange is said to be told before, and was not");
    }

    private RequestSent Remembered(RequestSent sent)
    {
        last = sent.Exchange.Status is null ? last : sent.Exchange;
        return sent;
    }

    private static void WriteSources(Utf8JsonWriter json, RunFinished run)
    {
        json.WriteStartArray("sources");
        foreach (var source in run.Sources)
            ReportShapes.Source.Write(json, source);
        json.WriteEndArray();
        json.WriteStartArray("files");
        foreach (var file in run.Files)
            ReportShapes.File.Write(json, file);
        json.WriteEndArray();
    }
}
