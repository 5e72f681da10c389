using System.Xml.Linq;
using PingOneScenarios.Engine.Tests.Execution;

namespace PingOneScenarios.Engine.Tests.Http;

/// <summary>XML, multipart and file bodies on the wire.</summary>
public sealed class BodyTests
{
    [Fact]
    public async Task Xml_is_sent_as_written_with_its_values_escaped()
    {
        var request = await Send("xml: <user id=\"<<v>>\"><name><<v>></name></user>", "a<b>&\"'\n\tü😀");
        Assert.Equal("application/xml", request.Header("Content-Type"));
        var root = XDocument.Parse(request.BodyText).Root!;
        Assert.Equal("a<b>&\"'\n\tü😀", root.Attribute("id")!.Value);
        Assert.Equal("a<b>&\"'\n\tü😀", root.Element("name")!.Value);
        Assert.StartsWith("<user id=\"a&lt;b&gt;&amp;", request.BodyText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Xml_takes_the_media_type_of_its_header()
    {
        var request = await Send("headers: { Content-Type: application/samlmetadata+xml }\n    xml: <a/>", "x");
        Assert.Equal("application/samlmetadata+xml", request.Header("Content-Type"));
    }

    [Fact]
    public async Task What_XML_cannot_hold_is_refused()
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        var run = ScenarioRun.Steps("  - step: A\n    request: POST <<api>>\n    xml: <a><<v>></a>").With("api", server.Address);
        var happened = await run.With("v", "a\u0001b").RunAsync();
        Assert.Equal("PS4007", happened.Codes);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_file_is_sent_as_it_is_with_the_type_of_its_name()
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        var happened = await ScenarioRun
            .Steps("  - step: A\n    request: POST <<api>>\n    file: users.csv")
            .File("users.csv", "name\n<<v>>\n")
            .With("api", server.Address)
            .RunAsync();
        happened.Passed();
        Assert.Equal(("text/csv", "name\n<<v>>\n"), (server.Only.Header("Content-Type"), server.Only.BodyText));
    }

    [Fact]
    public async Task Multipart_parts_are_texts_JSON_and_files()
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        const string steps =
            "  - step: A\n    request: POST <<api>>\n    multipart:\n      title: <<v>>\n      more: [one, { text: two, type: text/markdown }]\n"
            + "      settings: { json: { name: <<v>> } }\n      picture: { file: picture.png, filename: '<<v>>.png' }\n      again: { file: picture.png, type: image/x-test }";
        var run = ScenarioRun.Steps(steps).File("picture.png", "PNG bytes").With("api", server.Address).With("v", "a\"b");
        var happened = await (run with { Verbose = true }).RunAsync();
        happened.Passed();
        var boundary = server.Only.Header("Content-Type")!["multipart/form-data; boundary=".Length..];
        var expected = $"""
            --{boundary}
            Content-Disposition: form-data; name="title"

            a"b
            --{boundary}
            Content-Disposition: form-data; name="more"

            one
            --{boundary}
            Content-Disposition: form-data; name="more"
            Content-Type: text/markdown

            two
            --{boundary}
            Content-Disposition: form-data; name="settings"
            Content-Type: application/json

            {"{"}"name":"a\"b"{"}"}
            --{boundary}
            Content-Disposition: form-data; name="picture"; filename="a%22b.png"
            Content-Type: image/png

            PNG bytes
            --{boundary}
            Content-Disposition: form-data; name="again"; filename="picture.png"
            Content-Type: image/x-test

            PNG bytes
            --{boundary}--

            """;
        Assert.Equal(expected.ReplaceLineEndings("\r\n"), server.Only.BodyText);
        Assert.Contains("(the file picture.png, 9 bytes)", EventTexts.Of(happened), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_in_parts_and_XML_are_shown_by_their_names()
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        const string steps =
            "  - step: A\n    request: POST <<api>>\n    multipart: { key: <<secret>>, f: { text: x, filename: <<secret>> } }\n"
            + "  - step: B\n    request: POST <<api>>\n    xml: <key><<secret>></key>";
        var run = ScenarioRun.Steps(steps).With("api", server.Address).With("secret", "fake&secret<value>");
        var happened = await (run with { Verbose = true }).RunAsync();
        happened.Passed();
        var told = EventTexts.Of(happened);
        Assert.DoesNotContain("fake&", told, StringComparison.Ordinal);
        Assert.DoesNotContain("secret<value>", told, StringComparison.Ordinal);
        Assert.DoesNotContain("secret&lt;", told, StringComparison.Ordinal);
        Assert.Contains("<key>‹secret›</key>", told, StringComparison.Ordinal);
        Assert.Contains("<key>fake&amp;secret&lt;value&gt;</key>", server.Requests[1].BodyText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    public async Task What_changes_something_is_sent_once_also_when_the_connection_closes(string method)
    {
        await using var server = new LoopbackServer("");
        var happened = await ScenarioRun.Steps($"  - step: A\n    request: {method} <<api>>").With("api", server.Address).RunAsync();
        Assert.Equal("PS4001 PS4014", happened.Codes);
        Assert.Equal("Content-Length: 0", Assert.Single(server.Only.Headers));
    }

    private static async Task<Recorded> Send(string body, string value)
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        var happened = await ScenarioRun
            .Steps($"  - step: A\n    request: POST <<api>>\n    {body}")
            .With("api", server.Address)
            .With("v", value)
            .RunAsync();
        happened.Passed();
        return server.Only;
    }
}
