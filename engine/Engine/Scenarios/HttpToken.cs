using System.Buffers;

namespace PingOneScenarios.Engine.Scenarios;

/// <summary>What a method and the name of a header are (RFC 9110, section 5.6.2).</summary>
internal static class HttpToken
{
    public static readonly SearchValues<char> Letters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-.^_`|~"
    );
}
