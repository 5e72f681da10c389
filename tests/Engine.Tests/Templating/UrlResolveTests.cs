using System.Buffers;
using System.Text.Json;
using PingOneScenarios.Engine.Templating.Functions;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Tests.Templating;

/// <summary>References resolved as RFC 3986 says, which for what it calls a reference is what browsers do.</summary>
public sealed class UrlResolveTests
{
    /// <summary>What RFC 3986 has no letter for browsers repair first: a space, a backslash, a letter beyond ASCII, an escape that is none.</summary>
    private static readonly SearchValues<char> UriLetters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=%"
    );

    [Fact]
    public void The_references_of_the_web_platform_tests_lead_where_browsers_go()
    {
        var path = RepositoryRoot.FindCorpus("url", "wpt-via-ada", "urltestdata.json");
        Assert.SkipWhen(path is null, "skipped: the web platform tests of addresses were not found beside the repository");
        using var data = JsonDocument.Parse(File.ReadAllBytes(path!));
        var (same, wrong) = (0, new List<string>());
        foreach (var test in data.RootElement.EnumerateArray().Where(IsReference))
        {
            var (from, input, href) = (Text(test, "base"), Text(test, "input"), Text(test, "href"));
            var ours = Resolve(from, input);
            if (Plain(ours) == Plain(href))
                same++;
            else
                wrong.Add($"{from} + {input}: {ours}, not {href}");
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{same} the same\n" + string.Join('\n', wrong));
        Assert.Empty(wrong);
        Assert.True(same >= 36, $"only {same}");
    }

    [Theory]
    [InlineData("<<url.resolve \"https://h/a/b\" (\"c?code=\" + hidden)>>", "https://h/a/c?‹hidden›")]
    [InlineData("<<url.resolve (\"https://h/a?x=\" + hidden) \"c\">>", "https://h/c")]
    [InlineData("<<url.resolve (\"https://h/a?x=\" + hidden) \"#c\">>", "https://h/a?‹hidden›#c")]
    [InlineData("<<url.resolve \"https://h/a\" (hidden + \"?x=1#y\")>>", "https://h‹hidden›?x=1#y")]
    [InlineData("<<url.resolve (\"https://\" + hidden + \"/a\") \"b\">>", "https://‹hidden›/b")]
    [InlineData("<<url.resolve (text.lower hidden) \"https://h/b\">>", "error")]
    public void Only_the_parts_that_a_secret_gave_are_secret(string text, string shown)
    {
        var bench = new ExpressionBench().With("hidden", "a-secret-text", new SecretLabel("hidden"));
        if (shown == "error")
            Assert.DoesNotContain("a-secret", bench.Problem(text).ToString(), StringComparison.Ordinal);
        else
            Assert.Equal(shown, bench.Render(text).Shown.ToString());
    }

    private static bool IsReference(JsonElement test) =>
        test.ValueKind == JsonValueKind.Object
        && !test.TryGetProperty("failure", out _)
        && test.GetProperty("base").ValueKind == JsonValueKind.String
        && Text(test, "base").StartsWith("http", StringComparison.Ordinal)
        && !Text(test, "input").AsSpan().ContainsAnyExcept(UriLetters)
        // What has a scheme is not resolved, though browsers repair its slashes; and a host is never empty for them.
        && AddressReference.SchemeLength(Text(test, "input")) < 0
        && !Text(test, "input").StartsWith("///", StringComparison.Ordinal);

    private static string Text(JsonElement test, string name) => test.GetProperty(name).GetString()!;

    private static string Resolve(string from, string reference) =>
        AddressReference.Of(new TextValue(from)).Resolve(AddressReference.Of(new TextValue(reference))).Text;

    // The usual form of a host and a port is not the business of a reference.
    private static string Plain(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.AbsoluteUri : address;
}
