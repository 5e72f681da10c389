using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace PingOneScenarios.Emulator.Checks;

/// <summary>
/// The key sets that applications publish at their <c>jwksUrl</c>, as they were when last fetched. The one thing the emulator ever looks at
/// beyond itself: https anywhere, http on this machine, no redirect, no proxy, no more than so much for so long.
/// </summary>
internal sealed class PublishedKeys(TimeProvider clock)
{
    private const int LargestSet = 1 << 16;
    private const int MostSets = 1_000;
    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, (string Set, DateTimeOffset FetchedAt)> known = new(StringComparer.Ordinal);

    /// <summary>Is it an address the emulator may fetch?</summary>
    public static bool IsAddress(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && uri.UserInfo.Length == 0
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback);

    /// <summary>The key set; null when there is none to be had. One that <paramref name="serves"/> says no of is fetched anew.</summary>
    public string? Find(string url, Func<string, bool> serves)
    {
        if (known.TryGetValue(url, out var held) && held.FetchedAt + Freshness > clock.GetUtcNow() && serves(held.Set))
            return held.Set;
        if (Fetch(url) is not { } set || !PublicKey.IsSet(set))
            return null;
        if (known.Count >= MostSets)
            known.Clear();
        known[url] = (set, clock.GetUtcNow());
        return set;
    }

#pragma warning disable RS0030 // keeper of what the emulator fetches
    private static string? Fetch(string url)
    {
        if (!IsAddress(url))
            return null;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            using var client = Client();
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            using var response = client.Send(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            return response.StatusCode == HttpStatusCode.OK ? Read(response.Content.ReadAsStream(patience.Token), patience.Token) : null;
        }
        catch (Exception cause) when (cause is HttpRequestException or IOException or OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>Null when it is longer than a key set may be.</summary>
    private static string? Read(Stream stream, CancellationToken ct)
    {
        // Ends a body that trickles: reading it takes no token.
        using var ended = ct.Register(stream.Dispose);
        var bytes = new byte[LargestSet + 1];
        try
        {
            var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return length > LargestSet ? null : Encoding.UTF8.GetString(bytes, 0, length);
        }
        catch (ObjectDisposedException)
        {
            return null;
        }
    }

    private static HttpClient Client() =>
        new(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseProxy = false,
                UseCookies = false,
                ConnectTimeout = Patience,
                MaxResponseHeadersLength = 16,
            }
        );
#pragma warning restore RS0030
}
