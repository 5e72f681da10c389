using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Controls;
using PingOneScenarios.Emulator.Endpoints;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Faults;
using PingOneScenarios.Emulator.Origins;
using PingOneScenarios.Emulator.State;

namespace PingOneScenarios.Emulator;

/// <summary>Takes a request through faults and routes and writes the answer, with the headers every answer has.</summary>
internal sealed class Dispatcher(EmulatorSettings settings, CurrentOrganization current, ControlRoom? controls)
{
    /// <summary>Told of each request that may have changed something; null when nothing is kept.</summary>
    public StateSaver? Saver { get; init; }

    public async Task HandleAsync(HttpContext http)
    {
        var organization = await current.GetAsync();
        var correlationId = organization.Ids.Uuid();
        if (await AnswerAsync(organization, http, correlationId) is { } answer)
            await WriteAsync(http, answer, organization, correlationId);
        else
            http.Abort();
    }

    /// <summary>Null when the connection is to be cut.</summary>
    private async Task<Answer?> AnswerAsync(Organization organization, HttpContext http, string correlationId)
    {
        var call = new Call(organization, http.Request, default, correlationId) { PathValues = PathValues.None };
        try
        {
            if ((LoopbackHost.Check(call, settings.Hosts) ?? EncodedText.CheckQuery(call)) is { } refusal)
                return refusal;
            call = new Call(organization, http.Request, await ReadBodyAsync(http), correlationId)
            {
                PathValues = PathValues.None,
                Trace = controls is null ? null : new CallTrace(),
            };
            var (method, path) = (Method(http.Request), http.Request.Path.Value ?? "/");
            if (controls is not null && ControlEndpoints.IsPath(path))
                return controls.Endpoints.Run(call);
            return path == StoreEndpoint.Path ? Router.Run(call, method, path) : await HappenAsync(call, method, path, http.RequestAborted);
        }
        catch (BadHttpRequestException refused)
        {
            return ApiError.Of(call, refused.StatusCode, "INVALID_REQUEST", Words(refused.StatusCode));
        }
        // The answer stands for PingOne's own; what went wrong is a bug here. Its message may quote a secret (trust rule 13).
        catch (Exception bug) when (bug is not OperationCanceledException)
        {
            return ApiError.Of(call, 500, "UNEXPECTED_ERROR", $"The emulator failed ({bug.GetType().Name}).");
        }
    }

    /// <summary>What was asked for, or what goes wrong instead; then the answer waits.</summary>
    private async Task<Answer?> HappenAsync(Call call, string method, string path, CancellationToken ct)
    {
        var start = TimeProvider.System.GetTimestamp();
        var fault = (controls is null ? null : ControlRoom.FaultOf(call)) ?? call.Organization.Faults.Next(call, method, path);
        var answer = Outcome(call, method, path, fault);
        var wait = settings.Latency + (fault is { Kind.Wait: { } usual } ? fault.Wait ?? usual : TimeSpan.Zero);
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, call.Organization.Clock, ct);
        controls?.Log.Add(call, fault?.Text, answer, TimeProvider.System.GetElapsedTime(start));
        return answer;
    }

    private Answer? Outcome(Call call, string method, string path, Fault? fault)
    {
        var origins = OriginVerdict.Of(call, path);
        var real = fault is null or { Kind.HasEffect: true } ? origins?.Preflight ?? Do(call, method, path) : null;
        var answer = fault is null or { Kind.Wait: not null } ? real : fault.Kind.Answer?.Invoke(call, fault);
        return answer is null || origins is null ? answer : origins.Mark(answer);
    }

    private Answer Do(Call call, string method, string path)
    {
        var answer = Router.Run(call, method, path);
        call.Organization.Faults.Answered(answer, method, path);
        if (!HttpMethods.IsGet(method))
            Saver?.Changed();
        return answer;
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
        if (http.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false })
            return default;
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        return body.ToArray();
    }

    private static async Task WriteAsync(HttpContext http, Answer answer, Organization organization, string correlationId)
    {
        http.Response.StatusCode = answer.Status;
        ResponseHeaders.Add(http, organization, correlationId);
        ResponseHeaders.Add(http, answer);
        if (answer.Status == StatusCodes.Status204NoContent)
            return;
        http.Response.ContentType = answer.ContentType;
        http.Response.ContentLength = answer.Body.Length;
        await http.Response.BodyWriter.WriteAsync(answer.Body, http.RequestAborted);
    }
}
