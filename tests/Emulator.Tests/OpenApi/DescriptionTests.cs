using System.Text;

namespace PingOneScenarios.Emulator.Tests.OpenApi;

/// <summary>What is told of an exchange that differs from the description: each fault on its own, and nothing of what is right.</summary>
public sealed class DescriptionTests
{
    private const string Environment = "/v1/environments/00000000-0000-4000-8000-000000000000";
    private const string Population = "/environments/{environmentID}/populations/{populationID}";

    [Theory]
    [InlineData("GET", "/populations/1", 200, """{"name": "One"}""", "")]
    [InlineData("GET", "/populations/1", 200, """{"id": "1"}""", """invalid: / required ["name"]""")]
    [InlineData("GET", "/populations/1", 200, """{"name": 1, "userCount": "2"}""", "invalid: /name type; /userCount type")]
    [InlineData("GET", "/populations/1", 200, """{"name": "One", "nmae": "One"}""", "unknown member /nmae")]
    [InlineData(
        "GET",
        "/populations/1",
        200,
        """{"name": "One", "x": 1, "environment": {"id": "1", "y": 2}}""",
        "unknown member /environment/y|unknown member /x"
    )]
    [InlineData("GET", "/populations/1", 200, """{"name": "One", "_links": {"any": {"href": "https://x.example"}}}""", "")]
    [InlineData("GET", "/populations/1", 200, """{"name": "One", "_links": {"any": {"href": 1}}}""", "invalid: /_links/any/href type")]
    [InlineData("GET", "/populations/1", 418, "{}", "status 418 is not listed")]
    [InlineData("DELETE", "/populations/1", 204, "", "")]
    [InlineData("DELETE", "/populations/1", 204, "{}", "the body is not described")]
    [InlineData(
        "GET",
        "/populations",
        200,
        """{"_embedded": {"populations": [{"name": "a"}, {"name": "b", "x": 1}]}}""",
        "unknown member /_embedded/populations/*/x"
    )]
    [InlineData(
        "GET",
        "/populations",
        200,
        """{"_embedded": {"populations": [{"name": 1}]}}""",
        "invalid: /_embedded/populations/*/name type"
    )]
    [InlineData(
        "GET",
        "/populations/1",
        404,
        """{"code": "NOT_FOUND", "details": [{"innerError": {"x": 1}}]}""",
        "unknown member /details/*/innerError/x"
    )]
    [InlineData(
        "GET",
        "/users/1",
        200,
        """{"username": "u", "email": "e", "lifecycle": {"status": "WELL"}}""",
        "invalid: /lifecycle/status enum"
    )]
    [InlineData("GET", "/users/1", 200, """{"username": "u", "email": "e", "createdAt": "yesterday"}""", "invalid: /createdAt format")]
    [InlineData(
        "GET",
        "",
        200,
        """{"name": "e", "type": "SANDBOX", "region": "NA", "license": {"id": "1"}}""",
        "more than one alternative fits at /region"
    )]
    [InlineData("GET", "/nowhere", 200, "{}", "the operation is not described")]
    [InlineData("GET", "/nowhere", 501, "{}", "")]
    public void An_answer_is_held_to_the_description(string method, string path, int status, string answer, string expected)
    {
        Assert.SkipWhen(Descriptions.All.Length == 0, Descriptions.Absent);

        var told = Descriptions.DifferencesOfAnswer(
            new(method, Environment + path, null, default, status, "application/json", Encoding.UTF8.GetBytes(answer))
        );

        Assert.Equal(expected, string.Join('|', told));
    }

    [Theory]
    [InlineData("POST", "/populations", "application/json", """{"name": "One"}""", "")]
    [InlineData("POST", "/populations", "application/json", "{}", """request: invalid: / required ["name"]""")]
    [InlineData("POST", "/populations", "application/json", """{"name": "One", "nmae": "One"}""", "request: unknown member /nmae")]
    [InlineData("POST", "/populations", "text/plain", "One", "request: media type text/plain is not listed")]
    [InlineData("POST", "/images", "image/png", "PNG", "")]
    [InlineData("POST", "/images", "imagery/png", "PNG", "request: media type imagery/png is not listed")]
    [InlineData("DELETE", "/populations/1", "application/json", "{}", "request: the body is not described")]
    [InlineData("DELETE", "/populations/1", null, "", "")]
    public void A_request_is_held_to_the_description(string method, string path, string? type, string body, string expected)
    {
        Assert.SkipWhen(Descriptions.All.Length == 0, Descriptions.Absent);

        var told = Descriptions.DifferencesOfRequest(
            new(method, Environment + path, type, Encoding.UTF8.GetBytes(body), 200, null, default)
        );

        Assert.Equal(expected, string.Join('|', told));
    }

    [Fact]
    public void Of_two_templates_the_one_with_more_of_it_written_out_is_meant()
    {
        Assert.SkipWhen(Descriptions.All.Length == 0, Descriptions.Absent);

        Assert.Equal($"GET {Population}", $"{Descriptions.Find("GET", Environment + "/populations/1")}");
        Assert.Equal(
            "POST /environments/{environmentID}/propagation/storeMetadata/scim",
            $"{Descriptions.Find("POST", Environment + "/propagation/storeMetadata/scim")}"
        );
        Assert.Null(Descriptions.Find("TRACE", Environment + "/populations/1"));
    }
}
