using System.Text;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Http.Answers;
using PingOneScenarios.Engine.Templating;

namespace PingOneScenarios.Engine.Tests.Http;

/// <summary>Which credentials are seen in an answer that nothing extracts them from.</summary>
public sealed class AnswerSecretTests
{
    [Theory]
    [InlineData("{\"access_token\":\"a\",\"expires_in\":3600}", 200, "access_token=a")]
    [InlineData(
        "{\"refresh_token\":\"r\",\"client_secret\":\"c\",\"code_verifier\":\"v\"}",
        200,
        "refresh_token=r client_secret=c code_verifier=v"
    )]
    [InlineData("[[{\"a\":{\"otp\":\"1\"}},{\"otp\":\"2\"}],{\"otp\":3}]", 200, "otp=1 otp=2")]
    [InlineData("{\"pass\\u0077ord\":\"p\",\"\\u0063ode\":\"c\"}", 200, "password=p code=c")]
    [InlineData("{\"code\":\"c\",\"secret\":\"s\"}", 400, "secret=s")]
    [InlineData(
        "{\"secret\":{\"id_token\":\"i\"},\"secrets\":\"no\",\"refresh_token_\":\"no\",\"Secret\":\"no\",\"sécret\":\"no\"}",
        200,
        "id_token=i"
    )]
    [InlineData("{\"password\":null,\"otp\":true,\"\":\"\"}", 200, "")]
    [InlineData("\"secret\"", 200, "")]
    [InlineData("no JSON", 200, "")]
    public void Members_are_known_by_their_names(string body, int status, string expected) => Assert.Equal(expected, Seen(body, status));

    [Fact]
    public void Cookies_and_addresses_come_before_members() =>
        Assert.Equal(
            "ST=abc cookie=bare code=x+y code=x%2By secret=s",
            Seen(
                "{\"secret\":\"s\"}",
                302,
                new("set-cookie", "ST=abc; Path=/"),
                new("Set-Cookie", "bare"),
                new("Location", "https://a.example/cb?state=1&code=x%2By")
            )
        );

    private static string Seen(string body, int status, params KeyValuePair<string, string>[] headers)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var exchange = new HttpExchange
        {
            Request = new RenderedRequest
            {
                Method = "GET",
                Address = RenderedText.Literal("https://a.example/"),
                Timeout = TimeSpan.FromSeconds(1),
                Span = new SourceText("", "").Beginning,
            },
            Version = new Version(1, 1),
            Status = status,
            Reason = "OK",
            Headers = [.. headers],
            CookieOctets = [],
            Body = bytes,
            BytesReceived = bytes.Length,
            Duration = TimeSpan.Zero,
            Phases = new ExchangePhases { Began = default },
        };
        return string.Join(' ', AnswerSecrets.Of(exchange).Select(found => $"{found.Key}={found.Value}"));
    }
}
