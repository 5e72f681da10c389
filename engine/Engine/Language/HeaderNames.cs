using System.Buffers;

namespace PingOneScenarios.Engine.Language;

/// <summary>What a header name may hold: a token (RFC 9110, section 5.6.2).</summary>
internal static class HeaderNames
{
    public static readonly SearchValues<char> TokenLetters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-.^_`|~"
    );
}
