using System.Collections.Immutable;
using System.Text;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating.Functions.Signing;

/// <summary>Keys and key sets as functions are given them.</summary>
internal static class KeyArgument
{
    /// <summary>A key as PEM, as JWK text, or as the map of a JWK.</summary>
    /// <exception cref="FunctionException">It is none of these.</exception>
    public static SigningKey PemOrWebKey(Arguments arguments, int index) =>
        Find(arguments, index) ?? throw new FunctionException("the key is neither PEM nor a JWK", index);

    /// <summary>As <see cref="PemOrWebKey"/>; any other text is a shared secret.</summary>
    public static SigningKey Any(Arguments arguments, int index) =>
        Find(arguments, index) ?? SigningKey.FromSecret(Encoding.UTF8.GetBytes(arguments.Text(index)));

    /// <summary>The keys of a JWK set, or a single JWK, as map or JSON text (RFC 7517, section 5). Keys of unknown types are passed over.</summary>
    /// <exception cref="FunctionException">It is no key set, or it holds no key for signatures.</exception>
    public static ImmutableArray<SigningKey> KeySet(Arguments arguments, int index)
    {
        var set = arguments[index] switch
        {
            MapValue map => map,
            TextValue text when JsonArgument.TryParse(text.Text, out var parsed) => parsed as MapValue,
            _ => null,
        };
        if (set is null)
            throw new FunctionException("a key set is expected: a map with \"keys\", or its JSON text", index);
        if (!set.TryGetMember("keys", out var keys))
            return [WebKeys.Read(set, index)];
        if (keys is not ListValue list)
            throw new FunctionException("\"keys\" of a key set is a list", index);
        ImmutableArray<SigningKey> read = [.. list.Items.OfType<MapValue>().Where(CanVerify).Select(k => WebKeys.Read(k, index))];
        return read.IsEmpty ? throw new FunctionException("the key set holds no key for signatures", index) : read;
    }

    /// <summary>
    /// A key as the map of a JWK, whichever way it was given; of PEM the public half. The labels of a text are left to the caller.
    /// </summary>
    /// <exception cref="FunctionException">It is no key.</exception>
    public static MapValue WebKey(Arguments arguments, int index)
    {
        var key = PemOrWebKey(arguments, index);
        return arguments[index] switch
        {
            MapValue jwk => jwk,
            TextValue text when JsonArgument.TryParse(text.Text, out var value) && value is MapValue jwk => jwk,
            _ => WebKeyMembers.Of(key, withPrivate: false),
        };
    }

    private static SigningKey? Find(Arguments arguments, int index) =>
        arguments[index] switch
        {
            MapValue jwk => WebKeys.Read(jwk, index),
            TextValue text when text.Text.AsSpan().TrimStart().StartsWith(PemKeys.Beginning) => PemKeys.Read(text.Text, index),
            TextValue text when JsonArgument.TryParse(text.Text, out var value) && value is MapValue jwk => WebKeys.Read(jwk, index),
            TextValue => null,
            _ => throw new FunctionException("a key is text (PEM or a JWK) or a map (a JWK)", index),
        };

    private static bool CanVerify(MapValue jwk) =>
        jwk.TryGetMember("kty", out var type)
        && type is TextValue { Text: "oct" or "RSA" or "EC" }
        && (!jwk.TryGetMember("use", out var use) || use is TextValue { Text: "sig" })
        && (
            type is not TextValue { Text: "EC" }
            || jwk.TryGetMember("crv", out var curve) && curve is TextValue { Text: "P-256" or "P-384" or "P-521" }
        );
}
