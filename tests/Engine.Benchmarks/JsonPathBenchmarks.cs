using System.Globalization;
using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using PingOneScenarios.Engine.JsonPaths;

namespace PingOneScenarios.Engine.Benchmarks;

/// <summary>Paths on a page of users of 10 KB; parsing that page is the yardstick.</summary>
public class JsonPathBenchmarks
{
    private const string Filtered = "$._embedded.users[?@.username == 'user-11'].id";

    private readonly byte[] body = Page(10 << 10);
    private readonly string text = Filtered;
    private readonly JsonDocument document;
    private readonly JsonPath member = Parse("$._embedded.users[3].name.family");
    private readonly JsonPath filter = Parse(Filtered);
    private readonly JsonPath descendants = Parse("$..id");

    public JsonPathBenchmarks() => document = JsonDocument.Parse(body);

    [Benchmark(Description = "parse the body", Baseline = true)]
    public int ParseBody()
    {
        using var parsed = JsonDocument.Parse(body);
        return parsed.RootElement.GetPropertyCount();
    }

    [Benchmark(Description = "$._embedded.users[3].name.family")]
    public bool Member() => member.SelectSingle(document.RootElement, out _);

    [Benchmark(Description = Filtered)]
    public int Filter() => filter.Select(document.RootElement).Count;

    [Benchmark(Description = "$..id")]
    public int Descendants() => descendants.Select(document.RootElement).Count;

    [Benchmark(Description = "parse the path with the filter")]
    public object ParsePath() => Parse(text);

    [GlobalCleanup]
    public void End() => document.Dispose();

    private static JsonPath Parse(string text) =>
        JsonPath.TryParse(text, out var path, out var error) ? path : throw new ArgumentException(error.ToString(), nameof(text));

    private static byte[] Page(int size)
    {
        var users = new StringBuilder();
        for (var i = 0; users.Length < size - 100; i++)
            users.Append(
                CultureInfo.InvariantCulture,
                $$"""{{(i == 0 ? "" : ",")}}{"id":"00000000-0000-4000-8000-{{i:d12}}","enabled":{{(i % 2 == 0 ? "true" : "false")}},"username":"user-{{i}}","email":"user-{{i}}@example.com","name":{"given":"Test","family":"User {{i}}"},"population":{"id":"10000000-0000-4000-8000-{{i:d12}}"},"createdAt":"2026-01-31T12:00:00.250Z","lifecycle":{"status":"ACCOUNT_OK"},"mfaEnabled":false}"""
            );
        return Encoding.UTF8.GetBytes($$$"""{"_links":{"self":{"href":"x"}},"_embedded":{"users":[{{{users}}}]},"count":30,"size":30}""");
    }
}
