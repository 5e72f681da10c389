using System.Text.Json;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Reporting.Har;

/// <summary>A request and its answer as an entry of an HTTP Archive.</summary>
internal static class HarEntry
{
    private const string FormType = "application/x-www-form-urlencoded";

    public static void Write(Utf8JsonWriter json, string page, RequestSent sent)
    {
        var exchange = sent.Exchange;
        var timings = HarTimings.Of(exchange);
        json.WriteStartObject();
        json.WriteString("pageref", page);
        json.WriteString("startedDateTime", exchange.At);
        json.WriteNumber("time", timings.Total);
        WriteRequest(json, exchange);
        WriteResponse(json, exchange);
        json.WriteStartObject("cache");
        json.WriteEndObject();
        timings.Write(json);
        json.WriteString("_step", StepNames.Of(sent.Step));
        json.WriteNumber("_attempt", exchange.Attempt);
        json.WriteNumber("_redirects", exchange.Hop);
        if (exchange.Failure is { } failure)
            json.WriteString("_error", failure);
        json.WriteEndObject();
    }

    public static void WritePage(Utf8JsonWriter json, string page, RunStarted run, TimeSpan duration, IReadOnlyList<string> notes)
    {
        json.WriteStartObject();
        json.WriteString("startedDateTime", run.At);
        json.WriteString("id", page);
        json.WriteString("title", $"{RunNames.Of(run)} ({run.Path}, run {run.RunId}{DetailsOf(run)})");
        json.WriteStartObject("pageTimings");
        json.WriteNumber("onLoad", HarTimings.Milliseconds(duration));
        json.WriteEndObject();
        if (notes.Count > 0)
            json.WriteString("comment", string.Join('\n', notes));
        json.WriteEndObject();
    }

    private static string DetailsOf(RunStarted run)
    {
        if (run.Slot is null)
            return "";
        var details = RunNames.Details(run.Slot);
        return $", environment {run.Environment}{(details.Length == 0 ? "" : $", {details}")}";
    }

    private static void WriteRequest(Utf8JsonWriter json, ExchangeRecord exchange)
    {
        json.WriteStartObject("request");
        json.WriteString("method", exchange.Method);
        json.WriteString("url", HarParts.Address(exchange.Address));
        json.WriteString("httpVersion", Protocol(exchange));
        json.WriteStartArray("cookies");
        foreach (var cookie in Pairs.SentCookies(exchange.RequestHeaders))
            WritePair(json, cookie);
        json.WriteEndArray();
        WritePairs(json, "headers", exchange.RequestHeaders.Select(h => (NamedText)h));
        WritePairs(json, "queryString", Pairs.QueryOf(exchange.Address));
        if (exchange.RequestBody is { } body)
            WriteBody(json, TypeOf(exchange), body);
        else if (exchange.RequestDigest is { } digest)
            WriteDigest(json, TypeOf(exchange), digest);
        json.WriteNumber("headersSize", -1);
        json.WriteNumber("bodySize", exchange.RequestSize);
        json.WriteEndObject();
    }

    // The specification lets a body have parameters or a text, not both.
    private static void WriteBody(Utf8JsonWriter json, string type, string body)
    {
        json.WriteStartObject("postData");
        json.WriteString("mimeType", type);
        if (type.StartsWith(FormType, StringComparison.OrdinalIgnoreCase))
            WritePairs(json, "params", Pairs.FormOf(body));
        else
            json.WriteString("text", body);
        json.WriteEndObject();
    }

    private static void WriteDigest(Utf8JsonWriter json, string type, BodyDigest digest)
    {
        json.WriteStartObject("postData");
        json.WriteString("mimeType", type);
        json.WriteString("text", "");
        json.WriteString("comment", DigestText.Of(digest));
        json.WriteEndObject();
    }

    private static string TypeOf(ExchangeRecord exchange) => HarParts.Header(exchange.RequestHeaders, "Content-Type") ?? "";

    private static void WriteResponse(Utf8JsonWriter json, ExchangeRecord exchange)
    {
        var isAnswered = exchange.Status is not null;
        json.WriteStartObject("response");
        json.WriteNumber("status", exchange.Status ?? 0);
        json.WriteString("statusText", exchange.Reason);
        json.WriteString("httpVersion", Protocol(exchange));
        json.WriteStartArray("cookies");
        foreach (var header in exchange.AnswerHeaders.Where(h => HarParts.Is(h, "Set-Cookie")))
            HarParts.WriteCookie(json, header.Text);
        json.WriteEndArray();
        WritePairs(json, "headers", exchange.AnswerHeaders.Select(h => (NamedText)h));
        json.WriteStartObject("content");
        json.WriteNumber("size", exchange.AnswerSize);
        json.WriteString("mimeType", HarParts.Header(exchange.AnswerHeaders, "Content-Type") ?? (isAnswered ? "" : "x-unknown"));
        if (exchange.AnswerBody.Length > 0)
            json.WriteString("text", exchange.AnswerBody);
        if (exchange.AnswerDigest is { } digest)
            json.WriteString("comment", DigestText.Of(digest));
        json.WriteEndObject();
        json.WriteString("redirectURL", HarParts.Header(exchange.AnswerHeaders, "Location") ?? "");
        json.WriteNumber("headersSize", -1);
        json.WriteNumber("bodySize", isAnswered ? exchange.AnswerSize : -1);
        json.WriteEndObject();
    }

    private static string Protocol(ExchangeRecord exchange) => exchange.Version.Length == 0 ? "" : "HTTP/" + exchange.Version;

    private static void WritePairs(Utf8JsonWriter json, string name, IEnumerable<NamedText> pairs)
    {
        json.WriteStartArray(name);
        foreach (var pair in pairs)
            WritePair(json, pair);
        json.WriteEndArray();
    }

    private static void WritePair(Utf8JsonWriter json, NamedText pair)
    {
        json.WriteStartObject();
        json.WriteString("name", pair.Name);
        json.WriteString("value", pair.Text);
        json.WriteEndObject();
    }
}
