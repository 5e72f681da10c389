using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace PingOneScenarios.Peers.Tests;

/// <summary>The clients that <see cref="Peer"/> knows, and what they prove themselves with.</summary>
internal static class Clients
{
    public const string Redirect = "https://client.example/callback";

    /// <summary>By private_key_jwt with an RSA key.</summary>
    public const string Rsa = "rsa";

    /// <summary>By private_key_jwt with a key of the curve P-256.</summary>
    public const string Ec = "ec";

    /// <summary>By client_secret_jwt.</summary>
    public const string Shared = "shared";

    /// <summary>By client_secret_basic.</summary>
    public const string Basic = "basic";

    public const string SharedSecret = "not-a-real-secret-not-a-real-secret-not-a-real-secret-not-a-real";

    /// <summary>Has what forms encode.</summary>
    public const string BasicSecret = "p%41+ss/w:ord=&not real";

    private static readonly RSA RsaKey = RSA.Create(2048);
    private static readonly ECDsa EcKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private static readonly RSA StrangeKey = RSA.Create(2048);

    public static byte[] SharedKey { get; } = Encoding.UTF8.GetBytes(SharedSecret);

    public static string RsaPem { get; } = RsaKey.ExportPkcs8PrivateKeyPem();

    public static string EcPem { get; } = EcKey.ExportPkcs8PrivateKeyPem();

    /// <summary>Of nobody.</summary>
    public static string StrangePem { get; } = StrangeKey.ExportPkcs8PrivateKeyPem();

    public static async Task RegisterAsync(IOpenIddictApplicationManager applications)
    {
        var ct = TestContext.Current.CancellationToken;
        await applications.CreateAsync(Keyed(Rsa, new RsaSecurityKey(RsaKey.ExportParameters(includePrivateParameters: false))), ct);
        await applications.CreateAsync(
            Keyed(Ec, new ECDsaSecurityKey(ECDsa.Create(EcKey.ExportParameters(includePrivateParameters: false)))),
            ct
        );
        await applications.CreateAsync(Keyed(Shared, new RsaSecurityKey(StrangeKey.ExportParameters(includePrivateParameters: false))), ct);
        var basic = Client(Basic);
        basic.ClientSecret = BasicSecret;
        await applications.CreateAsync(basic, ct);
    }

    private static OpenIddictApplicationDescriptor Keyed(string id, SecurityKey key)
    {
        var client = Client(id);
        client.JsonWebKeySet = new JsonWebKeySet { Keys = { JsonWebKeyConverter.ConvertFromSecurityKey(key) } };
        return client;
    }

    private static OpenIddictApplicationDescriptor Client(string id) =>
        new()
        {
            ClientId = id,
            ClientType = ClientTypes.Confidential,
            ConsentType = ConsentTypes.Implicit,
            RedirectUris = { new Uri(Redirect) },
            Permissions =
            {
                Permissions.Endpoints.Authorization,
                Permissions.Endpoints.PushedAuthorization,
                Permissions.Endpoints.Token,
                Permissions.GrantTypes.AuthorizationCode,
                Permissions.GrantTypes.ClientCredentials,
                Permissions.GrantTypes.RefreshToken,
                Permissions.ResponseTypes.Code,
                Permissions.Prefixes.Scope + Scopes.OpenId,
                Permissions.Prefixes.Scope + Scopes.OfflineAccess,
            },
        };
}
