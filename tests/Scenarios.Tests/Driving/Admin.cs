using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace PingOneScenarios.Scenarios.Tests.Driving;

/// <summary>Looks at an environment through the management API, apart from the engine.</summary>
internal sealed partial class Admin : IDisposable
{
    private readonly HttpClient http = new();
    private readonly string environment;

    private Admin(string environment) => this.environment = environment;

    /// <summary>Signs in as the worker of an environment file.</summary>
    public static async Task<Admin> EnterAsync(string file, string secret)
    {
        var given = Entry().Matches(file).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);
        var admin = new Admin($"{given["apiPath"]}/environments/{given["envID"]}");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{given["authPath"]}/{given["envID"]}/as/token")
        {
            Content = new FormUrlEncodedContent([new("grant_type", "client_credentials")]),
        };
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{given["adminAppID"]}:{secret}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", credentials);
        using var answer = await admin.http.SendAsync(request, TestContext.Current.CancellationToken);
        using var token = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var bearer = token.RootElement.GetProperty("access_token").GetString();
        admin.http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        return admin;
    }

    /// <summary>Everything scenarios make, as JSON text: applications, populations, users.</summary>
    public async Task<string> EverythingAsync()
    {
        var all = new StringBuilder();
        foreach (var collection in new[] { "applications", "populations", "users" })
            all.Append(await GetAsync(collection));
        return all.ToString();
    }

    public Task<string> GetAsync(string path) =>
        http.GetStringAsync(new Uri($"{environment}/{path}"), TestContext.Current.CancellationToken);

    public void Dispose() => http.Dispose();

    [GeneratedRegex(@"^  (\w+): (\S+)\r?$", RegexOptions.Multiline)]
    private static partial Regex Entry();
}
