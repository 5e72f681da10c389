using PingOneScenarios.Engine.Reporting;
using PingOneScenarios.Engine.Tests.Reporting.Html;

namespace PingOneScenarios.Engine.Tests.Reporting;

/// <summary>What a server says of an error, wherever it says it.</summary>
public sealed class ErrorWordsTests
{
    [Theory]
    [InlineData(
        401,
        """{"error":"invalid_client","error_description":"Unsupported"}""",
        "error: invalid_client, error_description: Unsupported"
    )]
    [InlineData(
        400,
        """{"code":"INVALID_DATA","message":"No","details":[{"target":"name","message":"is taken"},{"message":"too long"},7]}""",
        "code: INVALID_DATA, message: No, details[0].message: is taken (name), details[1].message: too long"
    )]
    [InlineData(500, """{"title":"Down","detail":"for an hour","status":500}""", "title: Down, detail: for an hour")]
    [InlineData(404, """{"error":{"code":"x","message":"nested"}}""", "code: x, message: nested")]
    [InlineData(404, """{"error":404,"message":null,"details":"none"}""", "")]
    [InlineData(404, "<html>Not found</html>", "")]
    [InlineData(404, """{"error":"\ud800"}""", "")]
    [InlineData(404, "[1]", "")]
    [InlineData(200, """{"error":"ignored"}""", "")]
    public void An_error_is_told_by_its_own_members(int status, string body, string expected)
    {
        var words = ErrorWords.In(Told.Exchange() with { Status = status, AnswerBody = Masked.Text(body) });
        Assert.Equal(expected, string.Join(", ", words.Select(w => $"{w.Name}: {w.Text}")));
    }

    [Fact]
    public void A_refused_token_is_told_by_a_header()
    {
        var words = ErrorWords.In(
            Told.Exchange() with
            {
                Status = 401,
                AnswerHeaders = [Masked.Value("www-authenticate", "Bearer error=\"invalid_token\"")],
            }
        );
        Assert.Equal("Bearer error=\"invalid_token\"", Assert.Single(words).Text);
    }
}
