using System.Net;
using System.Text;
using PingOneScenarios.Engine.Tests.Execution;
using PingOneScenarios.Engine.Tests.Http;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Tests.Trust.Labels;

/// <summary>Trust rule 3 on what a server sends: a secret is known again where it is read, in whatever form an honest server may write it.</summary>
public sealed class AnswerLabelTests
{
    private const string Secret = "Zq7Kx9-Wv3Jh5~Nb8Pd2Tf6Lg4Rm1";

    public static TheoryData<string> Forms =>
        [
            Secret,
            Secret.ToUpperInvariant(),
            Secret.ToLowerInvariant(),
            Secret[..16],
            Secret[..8],
            $"cut: {Secret[..12]}",
            $"{Secret[..9]}… and so on",
            Secret[^12..],
            Secret[5..20],
            Uri.EscapeDataString(Uri.EscapeDataString(Secret)),
            string.Concat(Secret.Select(c => $"%{(int)c:X2}")),
            string.Concat(Secret.Select(c => $"%25{(int)c:x2}")),
            string.Concat(Secret.Select(c => $"&#{(int)c};")),
            string.Concat(Secret.Select(c => $"&#x{(int)c:x};")),
            string.Concat(Secret.Select(c => $"\\u{(int)c:X4}")),
            WebUtility.HtmlEncode("<" + Secret + ">"),
            Base64(Secret),
            Base64("a" + Secret),
            Base64("ab" + Secret + "c"),
            Base64(Secret).Replace('+', '-').Replace('/', '_').TrimEnd('='),
            Base64(Base64(Secret)),
            Base64("x" + Base64("yz" + Secret)),
            Base64(Secret.ToLowerInvariant()),
            Convert.ToHexString(Encoding.UTF8.GetBytes(Secret)),
            Convert.ToHexStringLower(Encoding.UTF8.GetBytes("ab" + Secret)),
            $"{{\"in\":\"{Secret}\"}}",
            $"https://x.example/?token={Secret}&b=2",
        ];

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_secret_is_known_again_in_every_form(string text)
    {
        var register = new SecretRegister([]);
        register.Label("token", (Value)Secret);
        Assert.Equal("‹token›", register.LabelsIn(text).Shown);
        Assert.Equal("‹token›", register.LabelsIn(new MapValue([new("a", new ListValue([text]))])).Shown);
        Assert.Equal("‹token›", register.LabelsIn(new MapValue([new(text, 1)])).Shown);
    }

    [Theory]
    [InlineData("production")]
    [InlineData("https://api.example/v1/items")]
    [InlineData("eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJodHRwczovL2F1dGguZXhhbXBsZSIsInN1YiI6ImIifQ.b")]
    [InlineData("Zq7Kx9")]
    [InlineData("a development password")]
    public void What_only_begins_alike_is_no_secret(string text)
    {
        var register = new SecretRegister([]);
        register.Label("token", (Value)Secret);
        register.Label("hook", "https://hooks.example/services/T0/B0/QxR7kLm2");
        register.Label(
            "jwt",
            "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJodHRwczovL2F1dGguZXhhbXBsZSIsInN1YiI6ImEifQ." + new string('a', 86)
        );
        register.Label("password", "development-password-of-tests");
        Assert.Equal("", register.LabelsIn(text).Shown);
    }

    [Fact]
    public void Public_text_beside_a_secret_stays_public()
    {
        var register = new SecretRegister([]);
        register.Label("token", (Value)Secret);
        var read = (TextValue)new AnswerLabels(register.Mask, []).Of($"https://x.example/items/{Secret}?page=2");
        Assert.Equal("https://x.example/items/‹token›?page=2", read.ShownText);
    }

    [Theory]
    [InlineData("48151623")]
    [InlineData("4815162342.50")]
    [InlineData("-4815")]
    public void A_number_is_a_secret_as_a_whole(string written)
    {
        var register = new SecretRegister([]);
        var number = NumberValue.Parse(written)!;
        register.Label("pin", number);
        Assert.Equal("‹pin›", register.LabelsIn(NumberValue.Parse(written)!).Shown);
        Assert.Equal("‹pin›", register.LabelsIn($"a {written}, b").Shown);
        Assert.Equal("{\"p\":‹pin›}", register.Mask.Apply($"{{\"p\":{written}}}"));
        Assert.Equal($"x1{written.TrimStart('-')}", register.Mask.Apply($"x1{written.TrimStart('-')}"));
        Assert.Equal("", register.LabelsIn(NumberValue.Parse("1" + written.TrimStart('-'))!).Shown);
    }

    [Theory]
    [InlineData("48151623", "4.8151623E7")]
    [InlineData("4.8151623e+07", "48151623.0")]
    [InlineData("1E5", "100000")]
    [InlineData("123456789012345678901234567890123456789", "1.23456789012345678901234567890123456789E+38")]
    [InlineData("0.00048151", "4.8151e-4")]
    public void A_secret_number_is_known_however_a_server_writes_it(string given, string echoed)
    {
        var register = new SecretRegister([]);
        register.Label("pin", NumberValue.Parse(given)!);
        Assert.Equal("‹pin›", register.LabelsIn(NumberValue.Parse(echoed)!).Shown);
        Assert.Equal("‹pin›", register.LabelsIn($"is {echoed}, yes").Shown);
        Assert.Equal("{\"p\":‹pin›,\"q\":7}", register.Mask.Apply($"{{\"p\":{echoed},\"q\":7}}"));
    }

    [Fact]
    public async Task A_secret_number_is_hidden_wherever_it_is_echoed()
    {
        await using var server = new LoopbackServer(Answers.Json("{\"n\":48151623,\"list\":[48151623],\"text\":\"is 48151623\"}"));
        var steps =
            "  - step: A\n    request: POST <<api>>/x\n    json: { p: <<pin>> }\n"
            + "    extract: { e: $.n, l: $.list, t: $.text, m: '<<math.add response.json.n 1>>' }\n"
            + "    expect: { json: { n: 1, list: [2] } }\n"
            + "  - step: B\n    request: GET <<api>>/<<pin>>\n    expect: { that: ['<<response.json.n == 1>>', '<<response.json.list == [1]>>'] }";
        var run = ScenarioRun.Steps(steps, "inputs: { api: { type: url }, pin: { type: number, secret: true } }");
        var happened = await run.With("api", server.Address).With("pin", "48151623").RunAsync();
        Assert.NotEmpty(happened.Problems);
        Assert.DoesNotContain("48151623", EventTexts.Of(happened), StringComparison.Ordinal);
        Assert.DoesNotContain("48151624", EventTexts.Of(happened), StringComparison.Ordinal);
    }

    [Fact]
    public void A_source_has_one_label_however_often_it_is_asked_for()
    {
        var register = new SecretRegister([]);
        var first = register.Label("token", (Value)Secret);
        Assert.Same(first.Labels.Single(), register.Label("token", Secret).Labels.Single());
        Assert.NotSame(first.Labels.Single(), register.Label("other", Secret).Labels.Single());
    }

    /// <summary>Ten times as many secrets, the same answer: counted by the processor, the better of several.</summary>
    [Fact]
    public void What_an_answer_costs_does_not_depend_on_the_number_of_secrets()
    {
        var (few, many) = (Knowing(1000), Knowing(10_000));
        var texts = Enumerable.Range(50_000, 100).Select(i => $"{{\"access_token\":\"{Token(i)}\",\"n\":{i}}}").ToArray();
        var (fast, slow) = (long.MaxValue, long.MaxValue);
        for (var round = 0; round < 9; round++)
        {
            fast = Math.Min(fast, Cost(few, texts));
            slow = Math.Min(slow, Cost(many, texts));
        }
        TestContext.Current.TestOutputHelper!.WriteLine($"10,000 against 1,000 secrets: {(double)slow / fast:0.00}");
        Assert.True(slow < fast * 3, $"{slow} against {fast}");
    }

    private static long Cost(SecretRegister register, string[] texts)
    {
        var start = System.Diagnostics.Stopwatch.GetTimestamp();
        foreach (var text in texts)
            register.LabelsIn(text);
        return System.Diagnostics.Stopwatch.GetTimestamp() - start;
    }

    private static SecretRegister Knowing(int count)
    {
        var register = new SecretRegister([]);
        for (var i = 0; i < count; i++)
            register.Label($"t{i}", Token(i));
        return register;
    }

    // As one issuer writes them: all begin alike.
    private static string Token(int number) =>
        "eyJhbGciOiJSUzI1NiIsImtpZCI6ImRlZmF1bHQifQ."
        + Base64($"{{\"iss\":\"https://auth.example/as\",\"jti\":\"{number:00000000}-{number * 7919L % 99991:00000}\"}}").TrimEnd('=')
        + "."
        + Convert.ToHexStringLower(System.Security.Cryptography.SHA512.HashData(BitConverter.GetBytes(number)));

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
