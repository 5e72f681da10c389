using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using PingOneScenarios.Emulator.State;

namespace PingOneScenarios.Emulator.Store;

/// <summary>Codes and the tokens given out for them. Tokens are kept by their hash: they are long, and there are many.</summary>
internal sealed class TokenStore(TimeProvider clock)
{
    private readonly Expiring<IssuedToken> tokens = new(clock, token => token.ExpiresAt);

    // A family in here has no live token any more, whatever was issued while it was being revoked.
    private readonly Expiring<RevokedFamily> revoked = new(clock, family => family.ForgottenAt);

    /// <summary>A used code is remembered as long as its tokens live, so that a second use is noticed.</summary>
    public Expiring<AuthorizationCode> Codes { get; } =
        new(clock, code => code.Used ? code.ExpiresAt + IssuedToken.AccessLifetime : code.ExpiresAt);

    public IssuedToken? Find(string token) => tokens.Find(Key(token)) is { } issued && !IsRevoked(issued) ? issued : null;

    public void Add(string token, IssuedToken issued) => tokens.Put(Key(token), issued);

    public void Remove(string token) => tokens.Take(Key(token));

    /// <summary>Marks a refresh token as used and gives it as it was before; of many callers one sees it unused.</summary>
    public IssuedToken? Use(string refreshToken) =>
        Find(refreshToken) is null
            ? null
            : tokens.Exchange(Key(refreshToken), token => token with { UsedAt = token.UsedAt ?? clock.GetUtcNow() });

    public void RevokeFamily(string family, TimeSpan longestLifetime) =>
        revoked.Put(family, new RevokedFamily(clock.GetUtcNow() + longestLifetime));

    public StoredTokens Stored() =>
        new(
            Codes.All().ToImmutableDictionary(),
            tokens.All().ToImmutableDictionary(),
            revoked.All().ToImmutableDictionary(pair => pair.Key, pair => pair.Value.ForgottenAt)
        );

    public void Restore(StoredTokens stored)
    {
        foreach (var (key, code) in stored.Codes)
            Codes.Put(key, code);
        foreach (var (key, token) in stored.Issued)
            tokens.Put(key, token);
        foreach (var (family, forgottenAt) in stored.Revoked)
            revoked.Put(family, new RevokedFamily(forgottenAt));
    }

    private bool IsRevoked(IssuedToken token) => token.Family is { } family && revoked.Find(family) is not null;

    private static string Key(string token) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private sealed record RevokedFamily(DateTimeOffset ForgottenAt);
}
