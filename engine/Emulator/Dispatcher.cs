using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Endpoints;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Faults;

namespace PingOneScenarios.Emulator;

/// <summary>Takes a request through faults and routes and writes the answer, with the headers every answer has.</summary>
internal sealed class Dispatcher(EmulatorSettings settings, Task<Organization> ready)
{
    private const int LongestExternalId = 100;

    private static readonly string[] EchoedHeaders = ["X-Ping-External-Transaction-ID", "X-Ping-External-Session-ID"];

    private Organization? renewed;

    /// <summary>From now on requests are about this one.</summary>
    public void Serve(Organization organization) => Volatile.Write(ref renewed, organization);

    public async Task HandleAsync(HttpContext http)
    {
        var organization = Volatile.Read(ref renewed) ?? await ready;
        var correlationId = organization.Ids.Uuid();
        if (await AnswerAsync(organization, http, correlationId) is { } answer)
            await WriteAsync(http, answer, organization, correlationId);
        else
            http.Abort();
    }

    /// <summary>Null when the connection is to be cut.</summary>
    private async Task<Answer?> AnswerAsync(Organization organization, HttpContext http, string correlationId)
    {
        Call Made(ReadOnlyMemory<byte> body, PathValues values) =>
            new(organization, http.Request, body, correlationId) { PathValues = values };
        try
        {
            var bare = Made(default, PathValues.None);
            if ((LoopbackHost.Check(bare, settings.Hosts) ?? EncodedText.CheckQuery(bare)) is { } refusal)
                return refusal;
            var body = await ReadBodyAsync(http);
            var (method, path) = (Method(http.Request), http.Request.Path.Value ?? "/");
            if (path == StoreEndpoint.Path)
                return Router.Run(values => Made(body, values), method, path);
            var answer = Happen(organization.Faults.Next(method, path), values => Made(body, values), method, path);
            if (settings.Latency > TimeSpan.Zero)
                await Task.Delay(settings.Latency, organization.Clock, http.RequestAborted);
            return answer;
        }
        catch (BadHttpRequestException refused)
        {
            return ApiError.Of(Made(default, PathValues.None), refused.StatusCode, "INVALID_REQUEST", Words(refused.StatusCode));
        }
        // The answer stands for PingOne's own; what went wrong is a bug here. Its message may quote a secret (trust rule 13).
        catch (Exception bug) when (bug is not OperationCanceledException)
        {
            return ApiError.Of(Made(default, PathValues.None), 500, "UNEXPECTED_ERROR", $"The emulator failed ({bug.GetType().Name}).");
        }
    }

    private static Answer? Happen(Fault? fault, Func<PathValues, Call> make, string method, string path)
    {
        if (fault is null)
            return Router.Run(make, method, path);
        if (fault.Kind.HasEffect)
            Router.Run(make, method, path);
        return fault.Kind.Answer?.Invoke(make(PathValues.None), fault.RetryAfter);
    }

    private static string Words(int status) =>
        status switch
        {
            413 => "The request body is too large.",
            408 => "The request did not arrive in time.",
            _ => "The request is not what HTTP/1.1 allows.",
        };

    /// <summary>PingOne lets a POST stand for a method its sender cannot send.</summary>
    public static string Method(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) && request.Headers["X-HTTP-Method-Override"].ToString() is { Length: > 0 } other
            ? other.ToUpperInvariant()
            : request.Method;

    private static async Task<ReadOnlyMemory<byte>> ReadBodyAsync(HttpContext http)
    {
        if (http.Request.ContentLength == 0)
            return default;
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        return body.ToArray();
    }

    private static async Task WriteAsync(HttpContext http, Answer answer, Organization organization, string correlationId)
    {
        http.Response.StatusCode = answer.Status;
        AddHeaders(http, organization, correlationId);
        foreach (var (name, value) in answer.Headers)
            http.Response.Headers.Append(name, value);
        if (answer.Status == StatusCodes.Status204NoContent)
            return;
        http.Response.ContentType = answer.ContentType;
        http.Response.ContentLength = answer.Body.Length;
        await http.Response.BodyWriter.WriteAsync(answer.Body, http.RequestAborted);
    }

    private static void AddHeaders(HttpContext http, Organization organization, string correlationId)
    {
        var headers = http.Response.Headers;
        headers.Date = organization.Clock.GetUtcNow().ToString("r", CultureInfo.InvariantCulture);
        headers["Correlation-Id"] = correlationId;
        headers.XContentTypeOptions = "nosniff";
        foreach (var name in EchoedHeaders)
            if (http.Request.Headers[name].ToString() is { Length: > 0 } sent)
                headers[name] = Clean(sent);
    }

    /// <summary>At most 100 characters, and <c>_</c> for what may not be in one.</summary>
    private static string Clean(string sent)
    {
        var clean = new StringBuilder();
        foreach (var c in sent.Take(LongestExternalId))
            clean.Append(char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '_');
        return clean.ToString();
    }
}
