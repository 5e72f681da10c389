using System.Net.Http.Headers;
using System.Text;
using PingOneScenarios.Emulator.Tests.OpenApi;

namespace PingOneScenarios.Emulator.Tests.Driving;

/// <summary>Sends raw requests and keeps cookies by hand; follows no redirect. <see cref="Cookies"/> may be edited to lie.</summary>
internal sealed class Browser(Uri address) : IDisposable
{
    private readonly HttpClient http = new(
        new SocketsHttpHandler
        {
            UseCookies = false,
            AllowAutoRedirect = false,
            Expect100ContinueTimeout = TimeSpan.FromSeconds(30),
        }
    )
    {
        BaseAddress = address,
    };

    public Dictionary<string, string> Cookies { get; } = [];

    /// <summary>What was said and answered, in that order.</summary>
    public List<Exchange> Exchanges { get; } = [];

    /// <summary>The <c>Authorization</c> header of every request; null for none.</summary>
    public string? Authorization { get; set; }

    public Task<Reply> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<Reply> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    public Task<Reply> PostFormAsync(string path, params IEnumerable<(string Name, string Value)> fields)
    {
        var text = string.Join('&', fields.Select(field => $"{Uri.EscapeDataString(field.Name)}={Uri.EscapeDataString(field.Value)}"));
        return SendAsync(HttpMethod.Post, path, text, "application/x-www-form-urlencoded");
    }

    public async Task<Reply> SendAsync(
        HttpMethod method,
        string path,
        string? body = null,
        string contentType = "application/json",
        (string Name, string Value)[]? headers = null
    )
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = contentType.Length > 0 ? MediaTypeHeaderValue.Parse(contentType) : null;
        }
        if (Authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", Authorization);
        if (Cookies.Count > 0)
            request.Headers.Add("Cookie", string.Join("; ", Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        foreach (var (name, value) in headers ?? [])
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var bytes = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var reply = new Reply((int)response.StatusCode, response.Headers, response.Content.Headers.ContentType?.ToString(), bytes)
        {
            Allow = response.Content.Headers.Allow.Count > 0 ? string.Join(", ", response.Content.Headers.Allow) : null,
        };
        Look(request, body, reply);
        foreach (var cookie in reply.SetCookies)
            Cookies[cookie.Split('=')[0]] = cookie.Split('=', 2)[1].Split(';')[0];
        return reply;
    }

    public void Dispose() => http.Dispose();

    /// <summary>PingOne takes a POST for what its header says it stands for.</summary>
    private void Look(HttpRequestMessage request, string? body, Reply reply)
    {
        var method = request.Headers.TryGetValues("X-HTTP-Method-Override", out var meant) ? meant.First() : request.Method.Method;
        var (path, type) = (request.RequestUri!.AbsolutePath, request.Content?.Headers.ContentType?.MediaType);
        var sent = Encoding.UTF8.GetBytes(body ?? "");
        Exchanges.Add(new Exchange(method, path, type, sent, reply.Status, reply.ContentType, reply.Body));
        AcceptedDifferences.Check(Exchanges[^1]);
    }
}
