namespace PingOneScenarios.Engine.Templating.Functions.Signing;

/// <summary>Algorithms as functions are given them.</summary>
internal static class AlgorithmArgument
{
    /// <exception cref="FunctionException">There is no such algorithm for keys of these types.</exception>
    public static SigningAlgorithm Named(string name, int index, params ReadOnlySpan<string> keyTypes)
    {
        var allowed = SigningAlgorithm.Names(keyTypes);
        if (name.Equals("none", StringComparison.OrdinalIgnoreCase))
            throw new FunctionException($"an unsigned token proves nothing, allowed are {allowed}", index);
        return SigningAlgorithm.Find(name) is { } found && keyTypes.Contains(found.KeyType)
            ? found
            : throw new FunctionException(
                $"the algorithm is not one of {allowed}",
                index,
                $"the algorithm \"{Shortened(name)}\" is not one of {allowed}"
            );
    }

    /// <summary>The algorithm named, or the key's own; checked against the key, which must be a private one.</summary>
    public static SigningAlgorithm ForSigning(
        Arguments arguments,
        SigningKey key,
        int keyIndex,
        int algorithmIndex,
        params ReadOnlySpan<string> keyTypes
    )
    {
        if (!key.IsPrivate)
            throw new FunctionException("this is a public key, only a private key can sign", keyIndex);
        var named = arguments.Has(algorithmIndex);
        if (!named && key.DefaultAlgorithm is null)
            throw new FunctionException("the key itself says that it is not for signatures", keyIndex);
        var algorithm = named ? Named(arguments.Text(algorithmIndex), algorithmIndex, keyTypes) : key.DefaultAlgorithm!;
        if (key.Objection(algorithm) is { } objection)
            throw new FunctionException(
                "the key does not fit the algorithm",
                named && !key.Suits(algorithm) ? algorithmIndex : keyIndex,
                objection
            );
        return algorithm;
    }

    private static string Shortened(string name) => name.Length <= 20 ? name : name[..20] + "…";
}
