using System.Collections.Immutable;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Flows;

/// <summary>Takes a flow from one action of its policy to the next, past those that are satisfied, and ends it in a session.</summary>
internal static class FlowSteps
{
    /// <summary>Keeps a new flow, at the first of its steps that asks for something; completed when none does.</summary>
    public static Flow Begin(Call call, Flow flow)
    {
        var begun = Walk(call, flow with { ExpiresAt = call.Now + Flow.InactivityLimit });
        call.Tenant.SignOns.Flows.Put(begun.Id, begun);
        return begun;
    }

    /// <summary>The step the flow stands at is done, by these methods (<c>amr</c>): the next that asks for something, or the end.</summary>
    public static Answer GoOn(Call call, Flow flow, params ImmutableArray<string> methods) => Show(call, Next(call, flow, methods));

    /// <summary>The flow as <see cref="GoOn"/> leads it on, not kept yet.</summary>
    public static Flow Next(Call call, Flow flow, params ImmutableArray<string> methods)
    {
        var deeds = flow.Step is { } step ? flow.Deeds.Add(SignOnKinds.TypeOf(step), methods, call.Now) : flow.Deeds;
        return Walk(call, flow with { Deeds = deeds, Position = flow.Position + 1, Code = null });
    }

    /// <summary>The step the flow stands at is looked at again, for the user who is known now.</summary>
    public static Answer Again(Call call, Flow flow) => Show(call, Walk(call, flow));

    /// <summary>Keeps the flow as it is now, without an answer.</summary>
    public static void Keep(Call call, Flow flow) => call.Tenant.SignOns.Flows.Exchange(flow.Id, _ => flow);

    /// <summary>The flow begins again, and nobody is known.</summary>
    public static Answer Restart(Call call, Flow flow)
    {
        var begun = flow with { Position = 0, UserId = null, Session = null, Deeds = Deeds.None };
        return Show(call, Walk(call, begun with { Code = null, Device = null, ProviderId = null, External = null }));
    }

    /// <summary>Keeps the flow as it is now and answers with it; 404 when it ended in between.</summary>
    public static Answer Show(Call call, Flow flow)
    {
        var kept = flow with { ExpiresAt = call.Now + Flow.InactivityLimit };
        if (call.Tenant.SignOns.Flows.Exchange(flow.Id, _ => kept) is null)
            return ApiError.NotFound(call);
        var answer = Answer.Hal(200, FlowBody.ToJson(call, kept));
        return kept is { IsCompleted: true, Session: { } session } ? SessionCookie.Set(answer, call, session) : answer;
    }

    /// <summary>Whether the flow would go through without asking for anything.</summary>
    public static bool IsSatisfied(Call call, Flow flow) => flow.Steps.All(step => IsDone(call, flow, step));

    private static Flow Walk(Call call, Flow flow)
    {
        for (var position = flow.Position; position < flow.Steps.Length; position++)
        {
            var step = flow.Steps[position];
            flow = flow with { Position = position };
            if (flow.UserId is null && SignOnKinds.Of(step).NeedsUser)
            {
                if (HintedUser(call, flow) is not { } hinted)
                    return flow with { Status = FlowStatus.SignOnRequired };
                flow = flow with { UserId = hinted.Id };
            }
            if (!IsDone(call, flow, step))
                return SignOnKinds.Of(step).Enter(call, flow, step);
        }
        return Complete(call, flow with { Position = flow.Steps.Length });
    }

    /// <summary>Whom the client expects: by a signed hint, or by username.</summary>
    private static User? HintedUser(Call call, Flow flow)
    {
        var user =
            flow.Request?.HintedUserId is { } id ? call.Tenant.Registry.FindUser(id)
            : flow.Request?.LoginHint is { } hint ? call.Tenant.Registry.FindUserByName(hint)
            : null;
        return user is { Enabled: true } ? user : null;
    }

    /// <summary>A condition says when an action runs, whatever the session vouches for.</summary>
    private static bool IsDone(Call call, Flow flow, Entity step)
    {
        var kind = SignOnKinds.Of(step);
        if (flow.UserId is null)
            return !kind.FindsUser && kind.IsDone?.Invoke(call, flow, step) == true;
        if (kind.IsDone?.Invoke(call, flow, step) == true)
            return true;
        if (step.Body["condition"] is { } condition)
            return !SignOnCondition.Holds(call, flow, condition);
        return kind.Lasts && flow.Session?.Deeds.Actions.ContainsKey(kind.Type) == true;
    }

    private static Flow Complete(Call call, Flow flow)
    {
        if (flow.UserId is null || call.Tenant.Registry.FindUser(flow.UserId) is null)
            return flow.Fail("access_denied", "The policy signs nobody on");
        var last = new LastSignOn(call.Now, $"{call.Request.HttpContext.Connection.RemoteIpAddress}");
        call.Tenant.Registry.Update(flow.UserId, user => user with { LastSignOn = last });
        return flow with { Status = FlowStatus.Completed, Session = SessionOf(call, flow, flow.UserId) };
    }

    /// <summary>The browser's session goes on when it is the same user's; another user's ends.</summary>
    private static Session SessionOf(Call call, Flow flow, string userId)
    {
        var before = SessionCookie.Find(call);
        if (before is not null && before.UserId != userId)
            call.Tenant.SignOns.Sessions.Take(before.Token);
        var session = before?.UserId == userId ? before : new Session(call.Tenant.Ids.Uuid(), call.Tenant.Ids.Uuid(), userId, call.Now);
        session = session with
        {
            Deeds = session.Deeds.Add(flow.Deeds),
            SignedOnAt = flow.Deeds.Actions.Count > 0 ? call.Now : session.SignedOnAt,
            ActiveAt = call.Now,
            Acr = flow.Acr,
            RemoteIp = call.Request.HttpContext.Connection.RemoteIpAddress?.MapToIPv4().ToString() ?? "",
            UserAgent = call.Header("User-Agent"),
        };
        call.Tenant.SignOns.Sessions.Put(session.Token, session);
        return session;
    }
}
