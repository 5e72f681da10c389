using System.Text;
using PingOneScenarios.Engine.Reporting.Curl;
using PingOneScenarios.Engine.Tests.Http;
using PingOneScenarios.Engine.Tests.Reporting.Html;

namespace PingOneScenarios.Engine.Tests.Reporting;

/// <summary>One request as a command that a shell can run.</summary>
public sealed class CurlCommandTests
{
    [Theory]
    [InlineData("POST", "{\"it's\": \"$HOME `id` \\\\ \"}")]
    [InlineData("PUT", "a=1&b=@/etc/passwd")]
    [InlineData("PATCH", "@/etc/passwd")]
    [InlineData("POST", "lines\r\nand\ttabs \u00e4\ud83c\udf0a")]
    [InlineData("POST", "")]
    [InlineData("DELETE", null)]
    [InlineData("GET", null)]
    public async Task What_arrives_is_what_was_sent(string method, string? body)
    {
        Assert.SkipUnless(Shell.IsThere, "the script needs bash and curl");
        await using var server = new LoopbackServer(Answers.Json("{}"));
        var exchange = Told.Exchange(server.Address + "/it's/$(id)?q=%20'x'") with
        {
            Method = Masked.Text(method),
            RequestHeaders =
            [
                Masked.Value("X-Odd", "a 'b' \"c\" $(id) ‹token›"),
                Masked.Value("X-Empty", ""),
                Masked.Value("Content-Type", "text/plain"),
            ],
            RequestBody = body is null ? null : Masked.Text(body),
            RequestSize = body is null ? 0 : Encoding.UTF8.GetByteCount(body),
        };
        var (code, printed) = await Shell.RunAsync(CurlCommand.Of(exchange) + " --silent --show-error");
        Assert.True(code == 0, printed);
        var request = server.Only;
        Assert.Equal((method, "/it's/$(id)?q=%20'x'"), (request.Method, request.Target));
        Assert.Equal("a 'b' \"c\" $(id) ‹token›", Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(request.Header("X-Odd")!)));
        Assert.Equal("", request.Header("X-Empty"));
        Assert.Equal(body ?? "", Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(request.Body)));
    }

    [Theory]
    [InlineData("GET; id", "https://a.example/")]
    [InlineData("", "https://a.example/")]
    [InlineData("GET", "-o /etc/passwd")]
    [InlineData("GET", "file:///etc/passwd")]
    public void What_is_no_request_is_no_command(string method, string address)
    {
        var exchange = Told.Exchange(address) with { Method = Masked.Text(method) };
        Assert.Null(CurlCommand.Of(exchange));
    }

    [Fact]
    public void What_is_not_shown_as_it_was_sent_is_a_file_to_give()
    {
        var exchange = Told.Exchange() with
        {
            RequestBody = Masked.Text("‹file›".Trim('‹', '›')),
            RequestSize = 70_000,
            Method = Masked.Text("PUT"),
        };
        Assert.EndsWith("--data-binary @BODY", CurlCommand.Of(exchange), StringComparison.Ordinal);
    }
}
