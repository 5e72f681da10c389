using PingOneScenarios.Engine.Scenarios;

namespace PingOneScenarios.Engine.Planning;

/// <summary>What a request has when the defaults of its scenario, or those of its step, are filled in.</summary>
internal static class DefaultsMerge
{
    /// <summary>The step with its own request and retry filled in; its undo is left as written.</summary>
    public static Step Apply(Defaults defaults, Step step) =>
        step.Request is { } request
            ? step with
            {
                Request = Apply(defaults, request),
                Retry = step.Retry ?? defaults.Retry,
                SendsKey = step.SendsKey ?? defaults.SendsKey,
            }
            : step;

    /// <summary>The step as it is run.</summary>
    public static PlannedStep Plan(Defaults defaults, Step step, Plan? call)
    {
        if (Apply(defaults, step) is not { Request: { } request } settled)
            return new PlannedStep(step, null, null, call);
        var sendsKey = settled.SendsKey == true && !MethodTable.IsSafe(request.Method) && !Has(request, IdempotencyKey.Header);
        return new PlannedStep(step, request, UndoOf(settled, request), call)
        {
            Retry = Settle(settled.Retry, request),
            SendsKey = sendsKey,
            OnUnknown = PlannedUnknown.Of(settled, request, sendsKey),
        };
    }

    private static PlannedStep? UndoOf(Step settled, RequestTemplate request)
    {
        if (settled.Undo is null)
            return null;
        var undo = Beside(request, settled.Undo);
        var alone = new Step
        {
            Id = settled.Id,
            Title = settled.Title,
            Span = settled.Span,
            Request = undo,
            Expect = new Expectation { Status = StatusExpectation.GoneAt(undo.Span) },
        };
        // What is waited for is in the answer of the step, not in that of its undo.
        var retry = settled.Retry is { } waiting ? waiting with { Until = null, FailWhen = null, EveryComputed = null } : null;
        return new PlannedStep(alone, undo, null, null) { Retry = Settle(retry, undo), OnUnknown = PlannedUnknown.Of(alone, undo, false) };
    }

    private static SettledRetry? Settle(RetryPolicy? policy, RequestTemplate request) =>
        policy is null ? null : SettledRetry.Of(policy, request.Method);

    private static RequestTemplate Apply(Defaults defaults, RequestTemplate request) =>
        request with
        {
            Headers = [.. defaults.Headers.Where(d => !IsSettled(d.Name, request)), .. request.Headers],
            // A header of the request's own is how it proves who sends it; a default must not come on top.
            Auth = request.Auth ?? (Has(request, "Authorization") ? null : defaults.Auth),
            Timeout = request.Timeout ?? defaults.Timeout,
        };

    private static bool IsSettled(string header, RequestTemplate request) =>
        Has(request, header) || request.Auth is not null && header.Equals("Authorization", StringComparison.OrdinalIgnoreCase);

    private static bool Has(RequestTemplate request, string header) =>
        request.Headers.Any(h => h.Name.Equals(header, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// An undo or a probe, which is sent with the authentication and the headers of its step unless it says otherwise; never with the type of
    /// its body, or with a key by which the server knows that again.
    /// </summary>
    public static RequestTemplate Beside(RequestTemplate step, RequestTemplate undo)
    {
        var headers = step.Headers.RemoveAll(h => IsOfItsOwn(h.Name));
        return Apply(
            new Defaults
            {
                Headers = headers,
                Auth = FitsForm(step.Auth, undo.Body) ? step.Auth : null,
                Timeout = step.Timeout,
            },
            undo
        );
    }

    private static bool IsOfItsOwn(string header) =>
        header.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)
        || header.Equals(IdempotencyKey.Header, StringComparison.OrdinalIgnoreCase);

    // An assertion goes into a form, which the undo need not have.
    private static bool FitsForm(AuthTemplate? auth, BodyTemplate? body) =>
        auth is not AssertionAuth
        || body is FormBody form && !form.Fields.Written.Any(f => AssertionAuth.FieldNames.Contains(f.Name, StringComparer.Ordinal));
}
