using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests.Damage;

/// <summary>What cannot be understood is the sender's fault, never the emulator's.</summary>
public sealed class DamageTests(ITestOutputHelper output) : WithEmulator
{
    private const int Requests = 4000;
    private const int SpecimensLast = 100;

    /// <summary>No text at all, or one that is not read alike by everybody.</summary>
    public static TheoryData<string> Unreadable => [.. Damages.JsonTexts.Take(16).Select(text => $$"""{"name":{{text}}}""").Concat(Bodies)];

    private static readonly string[] Bodies =
    [
        """{"\ud800":"x","name":"y"}""",
        """{"\u0000":"x","name":"y"}""",
        "{\"\u00ff\":\"x\",\"name\":\"y\"}",
        """{"name":"x","name":"y"}""",
        """{"name":"x","n\u0061me":"y"}""",
        """{"name":"x","more":{"a":1,"a":1}}""",
        """{"name":"x","more":[[["\udfff"]]]}""",
        "{\"name\":\"x\"} {}",
        "{\"name\":\"x\",}",
        "{'name':'x'}",
        "[]",
        "null",
        "\"\\ud800\"",
        "",
        " ",
        "\u00ff",
        "\u00ef\u00bb\u00bf",
        "\0",
    ];

    [Theory, MemberData(nameof(Unreadable))]
    public async Task A_body_that_cannot_be_read_is_400(string body)
    {
        var request = Managed("POST", "/populations") with { ContentType = "application/json", Body = Encoding.Latin1.GetBytes(body) };

        var answer = await RawRequest.SendAsync(Server, request.Bytes());

        // What is readable JSON and wrong by its kind only is said field by field.
        Assert.Equal(400, RawRequest.StatusOf(answer));
        Assert.Contains(JsonOf(answer)["code"]!.GetValue<string>(), (string[])["INVALID_REQUEST", "INVALID_DATA"]);
        Assert.Empty(Server.Made);
    }

    [Theory]
    [InlineData("%ff")]
    [InlineData("%c0%80")]
    [InlineData("%ed%a0%80")]
    [InlineData("%00")]
    [InlineData("%zz")]
    [InlineData("a%")]
    [InlineData("a%f")]
    [InlineData("%+f")]
    public async Task A_query_or_form_that_is_no_text_is_400(string text)
    {
        Damaged[] queries =
        [
            Managed("GET", "/users") with
            {
                Query = $"?filter={text}",
            },
            Managed("GET", "/users") with
            {
                Query = $"?{text}=1",
            },
            new Damaged("GET", $"{Sign}/authorize") { Query = $"?state={text}" },
            new Damaged("POST", $"{Sign}/authorize")
            {
                ContentType = "application/x-www-form-urlencoded",
                Body = Encoding.Latin1.GetBytes($"state={text}"),
            },
        ];
        foreach (var query in queries)
        {
            var answer = await RawRequest.SendAsync(Server, query.Bytes());
            Assert.Equal((400, "INVALID_REQUEST"), (RawRequest.StatusOf(answer), JsonOf(answer)["code"]!.GetValue<string>()));
        }
        foreach (var endpoint in new[] { "token", "introspect", "revoke" })
        {
            var form = new Damaged("POST", $"{Sign}/{endpoint}") { ContentType = "application/x-www-form-urlencoded" };
            var answer = await RawRequest.SendAsync(Server, form.With($"grant_type={text}").Bytes());
            Assert.Equal((400, "invalid_request"), (RawRequest.StatusOf(answer), JsonOf(answer)["error"]!.GetValue<string>()));
        }
    }

    [Theory]
    [InlineData("""{"alg":"HS256"}""", """{"sub":"\ud800"}""")]
    [InlineData("""{"alg":"\ud800"}""", """{"sub":"x"}""")]
    [InlineData("""{"alg":"HS256","kid":"\u0000"}""", """{"sub":"x"}""")]
    [InlineData("{\"alg\":\"\u00ff\"}", """{"sub":"x"}""")]
    [InlineData("""{"alg":"HS256"}""", """{"sub":"x","sub":"y"}""")]
    [InlineData("""{"alg":1e999}""", """{"sub":"x","exp":1e999}""")]
    [InlineData("[]", "{}")]
    public async Task An_assertion_that_is_no_text_is_refused(string header, string claims)
    {
        var journey = await Journey.ReadyAsync(this);
        var named = claims.Replace("\"x\"", $"\"{journey.ClientId}\"", StringComparison.Ordinal);
        var jwt = $"{Encoded(header)}.{Encoded(named)}.AAAA";

        var reply = await User.PostFormAsync(
            $"{Sign}/token",
            ("grant_type", "authorization_code"),
            ("client_assertion_type", Secrets.JwtBearer),
            ("client_assertion", jwt)
        );

        Assert.Equal("401 invalid_client", reply.Failure);
    }

    [Theory]
    [InlineData("""{"keys":[{"kty":"\ud800"}]}""")]
    [InlineData("""{"keys":[{"kid":"\u0000"}]}""")]
    [InlineData("""{"keys":[{"kid":"a","kid":"b"}]}""")]
    public async Task Keys_that_are_no_text_are_not_registered(string jwks)
    {
        var body = Journey.ApplicationBody("PRIVATE_KEY_JWT");
        body["jwks"] = jwks;

        var reply = await Worker.SendAsync(HttpMethod.Post, $"{EnvironmentPath}/applications", body.ToJsonString());

        Assert.Equal("400 INVALID_DATA INVALID_VALUE jwks", reply.Failure);
    }

    [Theory]
    [InlineData("https://www.example.com/caf\u00e9", "https://www.example.com/caf%C3%A9?")]
    [InlineData("https://www.example.com/\ud83d\ude00", "https://www.example.com/%F0%9F%98%80?")]
    [InlineData("https://www.example.com/a\r\nSet-Cookie: x=y", "https://www.example.com/a%0D%0ASet-Cookie: x=y?")]
    public async Task A_redirect_holds_only_what_a_header_can(string redirect, string expected)
    {
        var journey = new Journey(this);
        await journey.CreateApplicationAsync(change: body => body["redirectUris"] = new JsonArray(redirect));

        var reply = await User.GetAsync(
            $"{Sign}/authorize?client_id={journey.ClientId}&redirect_uri={Uri.EscapeDataString(redirect)}&prompt=none&response_type=code"
        );

        Assert.Equal(302, reply.Status);
        Assert.StartsWith(expected, reply.Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_damaged_request_to_any_route_is_the_emulators_fault()
    {
        var random = new Random(27);
        var specimens = await Specimens.GatherAsync(this);
        var statuses = new SortedDictionary<int, int>();
        for (var i = 0; i < Requests; i++)
        {
            if (i % SpecimensLast == SpecimensLast - 1)
                specimens = await RenewAsync();
            var request = Damages.Damage(specimens.Of(Routes.Table[i % Routes.Table.Length]), random).Bytes();
            var answer = await RawRequest.SendAsync(Server, request);
            var status = RawRequest.StatusOf(answer);
            statuses[status] = statuses.GetValueOrDefault(status) + 1;
            Assert.True(status is >= 200 and < 500 or 501, $"number {i}: {answer}\nto\n{Encoding.Latin1.GetString(request)}");
        }
        output.WriteLine(string.Join(", ", statuses.Select(row => $"{row.Key}: {row.Value}")));
    }

    [Fact]
    public async Task What_the_damages_are_done_to_is_right()
    {
        foreach (var route in Routes.Table.Where(route => route.IsServed))
        {
            await RenewWorkerTokenAsync();
            var specimens = await RenewAsync();
            var answer = await RawRequest.SendAsync(Server, specimens.Of(route).Bytes());
            // No message asks anything yet.
            if (route.Path.StartsWith("/inbox/messages/", StringComparison.Ordinal))
                continue;
            // Codes and sessions do not exist yet, and the filter's attribute is not one of a user's.
            Assert.True(RawRequest.StatusOf(answer) is < 400 or 400 or 401 or 501, $"{route.Method} {route.Path}: {answer}");
            Assert.DoesNotContain("not a valid JSON", answer, StringComparison.Ordinal);
        }
    }

    private async Task<Specimens> RenewAsync()
    {
        Server.Renew();
        User.Cookies.Clear();
        await RenewWorkerTokenAsync();
        return await Specimens.GatherAsync(this);
    }

    private Damaged Managed(string method, string path) =>
        new(method, EnvironmentPath + path) { Headers = [("Authorization", Worker.Authorization!)] };

    private static string Encoded(string text) => Base64Url.EncodeToString(Encoding.Latin1.GetBytes(text));

    private static JsonNode JsonOf(string answer) => JsonNode.Parse(answer[answer.IndexOf("\r\n\r\n", StringComparison.Ordinal)..])!;
}
