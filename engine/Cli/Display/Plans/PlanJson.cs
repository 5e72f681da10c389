using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Forecasting;

namespace PingOneScenarios.Cli.Display.Plans;

/// <summary>
/// A plan for a program (decisions/0033). Every member is always there, null where there is nothing; members are added, never
/// renamed or removed, while <c>version</c> is 1.
/// </summary>
internal sealed class PlanJson
{
    private const int Version = 1;

    private static readonly JsonWriterOptions Readable = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 1000,
    };

    private readonly Utf8JsonWriter json;

    private PlanJson(Utf8JsonWriter json) => this.json = json;

    public static string Of(ForecastResult result)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Readable))
            new PlanJson(writer).Write(result);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private void Write(ForecastResult result)
    {
        json.WriteStartObject();
        json.WriteNumber("version", Version);
        json.WriteBoolean("canRun", result.Diagnostics.All(d => d.Severity != Severity.Error));
        json.WriteString("environment", result.Forecast?.Environment);
        Nullable("scenario", result.Forecast?.Scenario, Write);
        Nullable("summary", result.Forecast, WriteSummary);
        Array("origins", result.Forecast?.Origins ?? [], Write);
        Array("grants", result.Forecast?.Grants ?? [], Write);
        Array("secrets", result.Forecast?.Secrets ?? [], Write);
        Array("created", result.Forecast?.Made ?? [], Write);
        Array("problems", result.Diagnostics, Write);
        json.WriteEndObject();
    }

    private void WriteSummary(Forecast forecast)
    {
        json.WriteNumber("requests", forecast.Counts.Requests);
        json.WriteBoolean("isExact", forecast.Counts.IsExact);
        json.WriteNumber("origins", forecast.Origins.Count(o => o.Requests > 0));
        json.WriteNumber("created", forecast.Counts.Made);
        json.WriteNumber("undone", forecast.Counts.Undone);
        json.WriteNumber("secretsUsed", forecast.Secrets.Count(s => !s.Uses.IsEmpty));
    }

    private void Write(ForecastScenario scenario)
    {
        json.WriteString("title", scenario.Title);
        json.WriteString("path", scenario.Path);
        Array("inputs", scenario.Inputs, Write);
        Array("steps", scenario.Steps, Write);
        Array("finally", scenario.Finally, Write);
    }

    private void Write(ForecastInput input)
    {
        json.WriteString("name", input.Name);
        json.WriteString("type", input.Type);
        json.WriteBoolean("isSecret", input.IsSecret);
        json.WriteString("value", input.Value);
        json.WriteString("source", input.Source);
        Texts("to", input.To);
        Nullable("obtained", input.Obtained, Write);
    }

    private void Write(ForecastStep step)
    {
        json.WriteString("title", step.Title);
        json.WriteString("place", step.Place);
        json.WriteString("skipped", step.Skipped);
        json.WriteString("when", step.When);
        if (step.WhenResult is { } result)
            json.WriteBoolean("whenResult", result);
        else
            json.WriteNull("whenResult");
        json.WriteString("forEach", step.ForEach);
        if (step.Items is { } items)
            json.WriteNumber("items", items);
        else
            json.WriteNull("items");
        json.WriteString("retry", step.Retry);
        Nullable("request", step.Request, Write);
        Nullable("call", step.Call, Write);
        Texts("expect", step.Expect);
        Array("extracts", step.Extracts, Write);
        Nullable("undo", step.Undo, Write);
    }

    private void Write(ForecastExtraction extraction)
    {
        json.WriteString("name", extraction.Name);
        json.WriteBoolean("isSecret", extraction.IsSecret);
    }

    private void Write(ForecastRequest request)
    {
        json.WriteString("method", request.Method);
        json.WriteString("address", request.Address);
        json.WriteString("origin", request.Origin);
        Array("query", request.Query, Write);
        Array("headers", request.Headers, Write);
        json.WriteString("auth", request.Auth);
        Nullable("body", request.Body, Write);
        json.WriteNumber("redirects", request.Redirects);
        Texts("pending", request.Pending);
    }

    private void Write(ForecastField field)
    {
        json.WriteString("name", field.Name);
        json.WriteString("text", field.Text);
    }

    private void Write(ForecastBody body)
    {
        json.WriteString("kind", body.Kind);
        json.WriteString("mediaType", body.MediaType);
        json.WriteString("text", body.Text);
        Array("fields", body.Fields, Write);
    }

    private void Write(ForecastOrigin origin)
    {
        json.WriteString("origin", origin.Origin);
        json.WriteBoolean("isKnown", origin.IsKnown);
        json.WriteNumber("requests", origin.Requests);
        Texts("grantedBy", origin.GrantedBy);
        json.WriteString("flag", origin.Flag);
    }

    private void Write(ForecastGrant grant)
    {
        json.WriteString("kind", grant.Kind);
        json.WriteString("what", grant.What);
        json.WriteString("by", grant.By);
    }

    private void Write(ForecastSecret secret)
    {
        json.WriteString("name", secret.Name);
        json.WriteString("source", secret.Source);
        if (secret.To is { } to)
            Texts("to", to);
        else
            json.WriteNull("to");
        Array("uses", secret.Uses, Write);
    }

    private void Write(ForecastSecretUse use)
    {
        json.WriteString("step", use.Step);
        json.WriteString("origin", use.Origin);
        json.WriteString("transport", use.Transport);
    }

    private void Write(ForecastThing thing)
    {
        json.WriteString("step", thing.Step);
        json.WriteString("request", thing.Request);
        json.WriteString("undo", thing.Undo);
        json.WriteNumber("count", thing.Count);
    }

    private void Write(Diagnostic problem)
    {
        json.WriteString("code", problem.Code.Id);
        json.WriteString("severity", problem.Severity.ToString().ToLowerInvariant());
        json.WriteString("place", problem.Span.ToString());
        json.WriteString("what", problem.What);
        json.WriteString("why", FlagWords.In(problem).Why);
        json.WriteString("fix", FlagWords.In(problem).Fix);
    }

    private void Nullable<T>(string name, T? value, Action<T> write)
        where T : class
    {
        if (value is null)
        {
            json.WriteNull(name);
            return;
        }
        json.WriteStartObject(name);
        write(value);
        json.WriteEndObject();
    }

    private void Array<T>(string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private void Texts(string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
