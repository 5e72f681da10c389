using System.Security.Cryptography;
using System.Text;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Grants;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Checks;

/// <summary>Who introspects: an application, or a custom resource with its own id and secret.</summary>
/// <param name="Client">Null when it is a resource.</param>
/// <param name="Resource">Null when it is an application.</param>
internal sealed record IntrospectionCaller(Application? Client, Entity? Resource)
{
    public static Established<IntrospectionCaller> Check(Call call, Form form)
    {
        var basic = ClientAuthentication.BasicPair(call);
        var id = basic?.Id ?? form["client_id"];
        if (id is not null && call.Tenant.Entities.Find(ResourceKind.Kind, id) is { } resource)
            return Fits(call, resource, basic, form)
                ? new IntrospectionCaller(null, resource)
                : OAuthError.InvalidClient(call, ClientAuthentication.Unproven);
        return ClientAuthentication.Check(call, form).IsRefused(out var refusal, out var client)
            ? refusal
            : new IntrospectionCaller(client, null);
    }

    /// <summary>An application sees its own tokens, a resource those that are for it.</summary>
    public bool Sees(IssuedToken token) =>
        Client is not null ? token.ClientId == Client.Id : token.Audience.Contains(Resource!.Text("audience")!);

    private static bool Fits(Call call, Entity resource, (string Id, string[] Readings)? basic, Form form) =>
        (resource.Text(ResourceKind.AuthMethod), basic, form["client_secret"]) switch
        {
            ("NONE", null, null) => true,
            ("CLIENT_SECRET_BASIC", { } pair, null) => pair.Readings.Any(secret => SecretFits(call, resource, secret)),
            ("CLIENT_SECRET_POST", null, { } secret) => SecretFits(call, resource, secret),
            _ => false,
        };

    private static bool SecretFits(Call call, Entity resource, string given) =>
        ResourceSecret.Of(resource) is { } secret
        && secret
            .Alive(call.Now)
            .Any(known => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(known), Encoding.UTF8.GetBytes(given)));
}
