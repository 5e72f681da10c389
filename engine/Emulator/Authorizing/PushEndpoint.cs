using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Authorizing;

/// <summary><c>/{envID}/as/par</c>: keeps the parameters of an authorize call for the client that proved itself (RFC 9126).</summary>
internal static class PushEndpoint
{
    /// <summary>The number of an application that says how many seconds its pushed requests live.</summary>
    private const string Timeout = "parTimeout";

    // They prove who asks and are no part of what is asked.
    private static readonly string[] OfTheClient = ["client_secret", "client_assertion", "client_assertion_type"];

    public static Answer Push(Call call, Form form, Application client)
    {
        if (form.Has("request_uri"))
            return OAuthError.InvalidRequest(call, "The parameter request_uri is what this endpoint gives");
        var (given, unreadable) = GivenRequest.Of(call, Sent(form, client));
        if (unreadable is not null)
            return OAuthError.Of(call, 400, unreadable.Error, unreadable.Why);
        if (GivenRequest.Untrusted(call, given) is { } why)
            return OAuthError.InvalidRequest(call, why.Message);
        if (GivenRequest.Judge(call, client, given).Broken is { } broken)
            return OAuthError.Of(call, 400, broken.Error, broken.Why);
        return Keep(call, client, given);
    }

    private static AuthorizeParameters Sent(Form form, Application client)
    {
        var parameters = form.Fields.Where(field => !OfTheClient.Contains(field.Key)).ToImmutableSortedDictionary();
        return new AuthorizeParameters(parameters.SetItem("client_id", client.Id), null) { IsPushed = true };
    }

    private static Answer Keep(Call call, Application client, AuthorizeParameters given)
    {
        var lifetime = client.Numbers.GetValueOrDefault(Timeout, 60);
        var uri = PushedRequest.Prefix + call.Tenant.Ids.Uuid();
        // What the request object said is among them now; it may have expired when they are used.
        var kept = given.Values.Remove("request");
        call.Tenant.PushedRequests.Put(uri, new PushedRequest(client.Id, kept, call.Now + TimeSpan.FromSeconds(lifetime)));
        return Answer.Json(201, new JsonObject { ["request_uri"] = uri, ["expires_in"] = lifetime }).NotStored();
    }
}
