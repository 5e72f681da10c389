using System.Collections.Immutable;

namespace PingOneScenarios.Engine.Templating.Functions.Signing;

/// <summary>A signature algorithm of JSON Web Signatures (RFC 7518, section 3.1).</summary>
/// <param name="Name">The value of <c>alg</c>.</param>
/// <param name="KeyType">The value of <c>kty</c> its keys have: <c>oct</c>, <c>RSA</c> or <c>EC</c>.</param>
/// <param name="Curve">The curve its keys are on, null unless <paramref name="KeyType"/> is <c>EC</c>.</param>
/// <param name="HashBytes">The length of its hash.</param>
internal sealed record SigningAlgorithm(string Name, string KeyType, string? Curve, int HashBytes)
{
    public static ImmutableArray<SigningAlgorithm> All { get; } =
    [
        new("HS256", "oct", null, 32),
        new("HS384", "oct", null, 48),
        new("HS512", "oct", null, 64),
        new("RS256", "RSA", null, 32),
        new("RS384", "RSA", null, 48),
        new("RS512", "RSA", null, 64),
        new("PS256", "RSA", null, 32),
        new("PS384", "RSA", null, 48),
        new("PS512", "RSA", null, 64),
        new("ES256", "EC", "P-256", 32),
        new("ES384", "EC", "P-384", 48),
        new("ES512", "EC", "P-521", 64),
    ];

    /// <summary>Null when there is no algorithm of that name; <c>none</c> is none. Case counts.</summary>
    public static SigningAlgorithm? Find(string name) => All.FirstOrDefault(a => a.Name == name);

    /// <summary>For messages: <c>RS256, RS384, …</c> of the key types asked for.</summary>
    public static string Names(params ReadOnlySpan<string> keyTypes)
    {
        var names = new List<string>();
        foreach (var algorithm in All)
        {
            if (keyTypes.Contains(algorithm.KeyType))
                names.Add(algorithm.Name);
        }
        return string.Join(", ", names);
    }
}
