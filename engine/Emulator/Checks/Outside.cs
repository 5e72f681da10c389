using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace PingOneScenarios.Emulator.Checks;

/// <summary>
/// All that the emulator ever asks beyond itself, for keys of clients and of identity providers: https anywhere, http on this machine, no
/// redirect, no proxy, no more than so much for so long.
/// </summary>
internal static class Outside
{
    private const int Largest = 1 << 16;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Is it an address the emulator may ask?</summary>
    public static bool IsAddress(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && uri.UserInfo.Length == 0
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback);

#pragma warning disable RS0030 // keeper of what the emulator asks elsewhere
    /// <summary>The JSON at the address; null when there is none to be had.</summary>
    public static string? Get(string url, AuthenticationHeaderValue? authorization = null)
    {
        if (!IsAddress(url))
            return null;
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Authorization = authorization;
        return Send(request);
    }

    /// <inheritdoc cref="Get"/>
    public static string? Post(string url, IEnumerable<KeyValuePair<string, string>> form, AuthenticationHeaderValue? authorization)
    {
        if (!IsAddress(url))
            return null;
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Authorization = authorization;
        return Send(request);
    }

    private static string? Send(HttpRequestMessage request)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            using var client = Client();
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            using var response = client.Send(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            return response.StatusCode == HttpStatusCode.OK ? Read(response.Content.ReadAsStream(patience.Token), patience.Token) : null;
        }
        catch (Exception cause) when (cause is HttpRequestException or IOException or OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>Null when it is longer than an answer may be.</summary>
    private static string? Read(Stream stream, CancellationToken ct)
    {
        // Ends a body that trickles: reading it takes no token.
        using var ended = ct.Register(stream.Dispose);
        var bytes = new byte[Largest + 1];
        try
        {
            var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return length > Largest ? null : Encoding.UTF8.GetString(bytes, 0, length);
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
