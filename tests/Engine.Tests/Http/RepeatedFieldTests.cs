using PingOneScenarios.Engine.Tests.Execution;

namespace PingOneScenarios.Engine.Tests.Http;

/// <summary>A list that an expression gives repeats its name as a list does that is written out; a map or a list of pairs gives all fields.</summary>
public sealed class RepeatedFieldTests
{
    private const string Vars = """
        vars:
          ids: [1, 2]
          tags: [a b, 'c&d', é]
          none: []
          tags2: [a b, 'c,d']
          mixed: [true, 1.50, '', [1, 2], { a: 1 }]
          fields: { id: '<<ids>>', name: jo, empty: '', flag: true, none: [] }
          pairs: [{ a: 1 }, { b: x y }, { a: [2, 3] }]
          rest: { c: '<<ids>>' }
        """;

    [Theory]
    [InlineData("{ id: <<ids>> }", "id=1&id=2")]
    [InlineData("{ id: [1, 2] }", "id=1&id=2")]
    [InlineData("{ id: ['<<ids>>', 3] }", "id=1&id=2&id=3")]
    [InlineData("{ t: <<tags>>, z: last }", "t=a+b&t=c%26d&t=%C3%A9&z=last")]
    [InlineData("{ a: first, n: <<none>>, z: last }", "a=first&z=last")]
    [InlineData("{ m: <<mixed>> }", "m=true&m=1.50&m=&m=%5B1%2C2%5D&m=%7B%22a%22%3A1%7D")]
    [InlineData("{ j: <<json.text ids>> }", "j=%5B1%2C2%5D")]
    [InlineData("{ j: 'x<<ids>>' }", "j=x%5B1%2C2%5D")]
    [InlineData(
        "{ j: <<fields>> }",
        "j=%7B%22id%22%3A%5B1%2C2%5D%2C%22name%22%3A%22jo%22%2C%22empty%22%3A%22%22%2C%22flag%22%3Atrue%2C%22none%22%3A%5B%5D%7D"
    )]
    [InlineData("[{ id: <<ids>> }, { x: 1 }, { id: 3 }]", "id=1&id=2&x=1&id=3")]
    [InlineData("<<fields>>", "id=1&id=2&name=jo&empty=&flag=true")]
    [InlineData("'<<map.merge fields {name: \"ü &\", more: 1}>>'", "id=1&id=2&name=%C3%BC+%26&empty=&flag=true&more=1")]
    [InlineData("<<pairs>>", "a=1&b=x+y&a=2&a=3")]
    [InlineData("'<<{x: {y: 1}}>>'", "x=%7B%22y%22%3A1%7D")]
    [InlineData("'<<map.of [\"a b\", \"c=d\"] [1, 2]>>'", "a+b=1&c%3Dd=2")]
    [InlineData("<<none>>", "")]
    [InlineData("'<<{}>>'", "")]
    public async Task A_form_and_a_query_repeat_a_name(string fields, string sent)
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        (await Run(server, $"request: POST <<api>>/f\n    form: {fields}")).Passed();
        (await Run(server, $"request: GET <<api>>/q\n    query: {fields}")).Passed();
        Assert.Equal(sent, server.Requests[0].Body);
        Assert.Equal("Content-Type: application/x-www-form-urlencoded", server.Requests[0].Headers[0]);
        var query = sent.Replace("+", "%20", StringComparison.Ordinal);
        Assert.Equal(query.Length == 0 ? "/q" : $"/q?{query}", server.Requests[1].Target);
    }

    [Fact]
    public async Task Parameters_follow_those_of_the_address()
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        (await Run(server, "request: GET <<api>>/q?x=1\n    query: <<rest>>")).Passed();
        Assert.Equal("/q?x=1&c=1&c=2", server.Only.Target);
    }

    [Theory]
    [InlineData("{ X-Tag: <<ids>> }", "{ X-Tag: [1, 2] }")]
    [InlineData("{ X-Tag: [one, '<<ids>>'] }", "{ X-Tag: [one, 1, 2] }")]
    [InlineData("{ X-Tag: <<tags2>>, X-Z: z }", "{ X-Tag: [a b, 'c,d'], X-Z: z }")]
    [InlineData("{ Accept: <<tags2>> }", "{ Accept: [a b, 'c,d'] }")]
    [InlineData("{ Cookie: <<tags2>> }", "{ Cookie: [a b, 'c,d'] }")]
    [InlineData("{ X-Tag: <<none>>, X-Z: z }", "{ X-Z: z }")]
    [InlineData("{ X-Tag: '<<list.first ids>>' }", "{ X-Tag: 1 }")]
    [InlineData("{ X-Tag: '<<json.text ids>>' }", "{ X-Tag: '[1,2]' }")]
    public async Task A_header_is_sent_as_with_a_list_that_is_written_out(string computed, string written)
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        (await Run(server, $"request: GET <<api>>/h\n    headers: {computed}")).Passed();
        (await Run(server, $"request: GET <<api>>/h\n    headers: {written}")).Passed();
        Assert.Equal(server.Requests[1].Bytes, server.Requests[0].Bytes);
    }

    [Theory]
    [InlineData("{ a: <<ids>>, b: last }", "a:1|a:2|b:last")]
    [InlineData("{ a: [x, '<<ids>>'] }", "a:x|a:1|a:2")]
    [InlineData("{ a: { text: '<<ids>>', type: text/plain } }", "a:1|a:2")]
    [InlineData("{ a: <<none>>, b: last }", "b:last")]
    [InlineData("{ a: { json: '<<ids>>' } }", "a:[1,2]")]
    public async Task A_part_comes_once_for_each_item(string parts, string sent)
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        (await Run(server, $"request: POST <<api>>/m\n    multipart: {parts}")).Passed();
        var found = server
            .Only.Body.Split("--p1s-")[1..^1]
            .Select(p => p.Split("\r\n\r\n"))
            .Select(p => $"{p[0].Split("name=\"")[1].Split('"')[0]}:{p[1].Trim()}");
        Assert.Equal(sent, string.Join("|", found));
    }

    [Theory]
    [InlineData("form: '<<{a: null}>>'", "PS4007", "the field \"a\" is null")]
    [InlineData("form: '<<{a: [1, null]}>>'", "PS4007", "the field \"a\" is null")]
    [InlineData("form: '<<[1]>>'", "PS4007", "a pair of the list is a number")]
    [InlineData("query: '<<[{a: 1, b: 2}]>>'", "PS4007", "a pair of the list is a map of several members or none")]
    [InlineData("form: '<<json.parse \"7\">>'", "PS2009", "fields are a map or a list of pairs, this is a number")]
    [InlineData("form: { a: '<<[1, null]>>' }", "PS4006", "null has no place inside text")]
    [InlineData(
        "headers: { X-A: '<<[\"a\", \"b\\n\"]>>' }",
        "PS4007",
        "the value of the header \"X-A\" holds a character no header can hold"
    )]
    [InlineData("form: <<v>>", "PS2009", "fields are a map or a list of pairs, this is text")]
    [InlineData("form: 'x<<v>>'", "PS1009", "a map, or one expression that gives a map, is expected here, this is text")]
    [InlineData("query: plain", "PS1009", "a map, or one expression that gives a map, is expected here, this is text")]
    public async Task What_gives_no_fields_is_refused(string fields, string code, string what)
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        var happened = await ScenarioRun
            .Steps($"  - step: Send\n    request: POST <<api>>/f\n    {fields}", Vars)
            .With("api", server.Address)
            .With("v", "x")
            .RunAsync();
        Assert.Equal((code, what), (happened.Problem.Code.Id, happened.Problem.What));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_secret_item_is_masked_and_goes_only_where_it_may()
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        var run = ScenarioRun.Steps(
            "  - step: Send\n    request: POST <<api>>/f\n    form: { t: '<<list.concat [\"open\"] [secret]>>' }\n    query: '<<{u: secret}>>'"
        ) with
        {
            Verbose = true,
        };
        var happened = await run.With("api", server.Address)
            .Environment("environment: e\nsecrets: { secret: { env: S } }\n")
            .Variable("S", "a-secret-value")
            .RunAsync();
        happened.Passed();
        Assert.Equal("t=open&t=a-secret-value", server.Only.Body);
        var exchange = happened.Steps[0].Exchange!;
        Assert.Equal("t=open&t=‹secret›", exchange.RequestBody?.ToString());
        Assert.EndsWith("/f?u=‹secret›", exchange.Address.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("form: { t: '<<json.parse secret>>' }")]
    [InlineData("form: '<<{t: (json.parse secret)}>>'")]
    [InlineData("query: '<<{t: (json.parse secret)}>>'")]
    [InlineData("headers: { X-T: '<<json.parse secret>>' }")]
    public async Task How_often_a_name_comes_is_told_of_a_secret_list(string fields)
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        var list = $"[{string.Join(',', Enumerable.Range(1_000, 300))}]";
        var step = string.Concat(Enumerable.Range(0, 3).Select(i => $"  - step: S{i}\n    request: POST <<api>>/f\n    {fields}\n"));
        var happened = await ScenarioRun
            .Steps(step.TrimEnd())
            .With("api", server.Address)
            .Environment("environment: e\nsecrets: { secret: { env: S } }\n")
            .Variable("S", list)
            .RunAsync();
        Assert.Equal("PS5006", happened.Problem.Code.Id);
    }

    private static Task<Happened> Run(LoopbackServer server, string step) =>
        ScenarioRun.Steps($"  - step: Send\n    {step}", Vars).With("api", server.Address).RunAsync();
}
