using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating.Functions.Signing;

/// <summary>Members of a token's header as functions are given them.</summary>
internal static class HeaderArgument
{
    /// <summary>The members; none when they were left out.</summary>
    /// <exception cref="FunctionException">One of them comes from a parameter of its own.</exception>
    public static MapValue Of(Arguments arguments, int index)
    {
        var header = arguments.Map(index);
        foreach (var (name, _) in header.Members)
        {
            if (name is "alg" or "kid")
                throw new FunctionException(
                    "alg and kid of the header come from parameters of their own",
                    index,
                    $"\"{name}\" of the header comes from the parameter of its own"
                );
        }
        return header;
    }
}
