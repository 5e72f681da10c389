using System.Text.RegularExpressions;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Authorizing;

/// <summary>
/// Whether an application is registered with a redirect address: letter by letter, but for the port of this machine's own addresses, and for
/// one <c>*</c> behind the authority where the application allows it.
/// </summary>
internal static partial class RedirectAddress
{
    public static bool IsRegistered(Application client, string sent)
    {
        if (client.RedirectUris.Contains(sent))
            return true;
        return client.RedirectUris.Any(registered => Fits(WithoutPort(registered), WithoutPort(sent), client.AllowsWildcards));
    }

    /// <summary>A native application takes whatever port is free, so one of the machine itself does not count.</summary>
    private static string WithoutPort(string address) => LoopbackPort().Replace(address, "$1");

    private static bool Fits(string registered, string sent, bool allowsWildcard)
    {
        if (registered == sent)
            return true;
        var star = registered.IndexOf('*', StringComparison.Ordinal);
        if (!allowsWildcard || star < 0 || star != registered.LastIndexOf('*') || star < EndOfAuthority(registered))
            return false;
        var (before, after) = (registered[..star], registered[(star + 1)..]);
        return sent.Length >= before.Length + after.Length
            && sent.StartsWith(before, StringComparison.Ordinal)
            && sent.EndsWith(after, StringComparison.Ordinal)
            && (before.Contains('?', StringComparison.Ordinal) ? InQuery() : InPath()).IsMatch(sent[before.Length..^after.Length]);
    }

    /// <summary>The place from which on a wildcard is one; behind the text when it is no address with an authority.</summary>
    private static int EndOfAuthority(string address)
    {
        var start = address.IndexOf("://", StringComparison.Ordinal);
        var end = start < 0 ? -1 : address.AsSpan(start + 3).IndexOfAny('/', '?');
        return end < 0 ? address.Length : start + 3 + end;
    }

    [GeneratedRegex(@"^(https?://(?:localhost|127(?:\.[0-9]{1,3}){3}|\[::1\])):[0-9]{1,5}(?=[/?]|\z)", RegexOptions.IgnoreCase)]
    private static partial Regex LoopbackPort();

    // Within one part of the path, and no way up out of it.
    [GeneratedRegex(@"^(?!(?:\.|%2e){1,2}\z)(?!.*%(?:2f|5c))[^/?#\\\s]*\z", RegexOptions.IgnoreCase)]
    private static partial Regex InPath();

    [GeneratedRegex(@"^[^#&\s]*\z")]
    private static partial Regex InQuery();
}
