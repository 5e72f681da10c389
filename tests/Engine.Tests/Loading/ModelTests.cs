using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Tests.Loading;

/// <summary>A right file: the model is what was written.</summary>
public sealed class ModelTests
{
    [Theory]
    [MemberData(nameof(CaseTable.Read), "scalars.txt", MemberType = typeof(CaseTable))]
    public void A_scalar_is_what_the_core_schema_says(int line, string[] parts)
    {
        var variable = Assert.Single(
            Loads.Scenario($"scenario: S\nvars:\n  a: {parts[0]}\nsteps:\n  - {{ step: A, request: GET https://h/ }}\n").Vars
        );
        var value = variable.Value switch
        {
            FixedTemplate fixedValue => fixedValue.Value,
            TextTemplate text => new TextValue(text.Template.Literal!),
            _ => throw new InvalidOperationException($"line {line}"),
        };
        Assert.Equal(parts[1], ValueJson.WriteJson(value));
    }

    [Fact]
    public void Everything_at_the_top_is_read()
    {
        var scenario = Loads.Scenario(
            """
            scenario: Title
            description: |
              Two
              lines
            tags: [a, 1]
            docs: https://example.com/page
            timeout: 1h30m
            inputs:
              apiPath: { type: url, description: d, example: https://x }
              bare:
              kind: { choices: [a, 2, true], required: false }
              token: { secret: true, obtain: shared/token.yaml }
              size: { type: number, default: 3 }
              code: { pattern: "[0-9]{6}" }
            vars: { user: u-<<run.id>> }
            defaults: { headers: { Accept: a/b }, auth: { bearer: <<token>> }, timeout: 5s }
            steps:
              - { step: Create a user!, request: GET <<apiPath>>/users }
            finally:
              - { step: Clean, id: last, request: DELETE <<apiPath>>/users }
            outputs: { user: <<user>>, fixed: [1, two] }
            """
        );
        Assert.Equal(("Title", "Two\nlines\n", "https://example.com/page"), (scenario.Title, scenario.Description, scenario.Docs));
        Assert.Equal(["a", "1"], scenario.Tags);
        Assert.Equal(TimeSpan.FromMinutes(90), scenario.Timeout);
        Assert.Equal(["apiPath", "bare", "kind", "token", "size", "code"], scenario.Inputs.Select(i => i.Name));
        Assert.Equal([true, true, false, false, false, true], scenario.Inputs.Select(i => i.Required));
        Assert.Equal(
            [InputType.Url, InputType.Text, InputType.Text, InputType.Text, InputType.Number, InputType.Text],
            scenario.Inputs.Select(i => i.Type)
        );
        Assert.Equal("a 2 true", string.Join(' ', scenario.Inputs[2].Choices));
        Assert.Equal((true, "/pack/shared/token.yaml"), (scenario.Inputs[3].Secret, scenario.Inputs[3].Obtain!.FullPath));
        Assert.Equal("[0-9]{6}", scenario.Inputs[5].Pattern);
        Assert.Equal(TimeSpan.FromSeconds(5), scenario.Defaults.Timeout);
        Assert.IsType<BearerAuth>(scenario.Defaults.Auth);
        Assert.Equal(["create-a-user", "last"], scenario.AllSteps.Select(s => s.Id));
        Assert.Equal(["user", "fixed"], scenario.Outputs.Select(o => o.Name));
    }

    [Theory]
    [InlineData("https://h/a/b?c=d", "https://h", "a|b", "c=d")]
    [InlineData("http://h:81", "http://h:81", "", null)]
    [InlineData("https://h?x", "https://h", "", "x")]
    [InlineData("https://h/?", "https://h", "", "")]
    [InlineData("https://h/a//b/", "https://h", "a||b|", null)]
    [InlineData("<<base>>", "<base>", "", null)]
    [InlineData("<<base>>/a/<<id>>", "<base>", "a|<id>", null)]
    [InlineData("<<base>>/a-<<id>>.json?q=<<q>>&r=/", "<base>", "a-<id>.json", "q=<q>&r=/")]
    [InlineData("<<base>>?q", "<base>", "", "q")]
    [InlineData("https://h/<<id>><<id>>", "https://h", "<id><id>", null)]
    [InlineData("https://h/a%2Fb/.../x.", "https://h", "a%2Fb|...|x.", null)]
    public void An_address_is_cut_at_its_literal_slashes(string address, string origin, string path, string? query)
    {
        var read = Loads.Request($"request: GET {address}").Address;
        Assert.Equal(origin, Show(read.Origin));
        Assert.Equal(path, string.Join('|', read.Path.Select(Show)));
        Assert.Equal(query, read.Query is { } q ? Show(q) : null);
    }

    [Fact]
    public void A_request_has_what_is_written()
    {
        var request = Loads.Request(
            """
            request: PATCH   https://h/
            query: [{ a: 1 }, { a: two }, { b: [3, 4] }]
            headers: { X: [1, two], Y: <<z>> }
            auth: { basic: { username: u, password: <<p>> } }
            form: { k: v }
            redirects: { follow: 3 }
            cookies: fresh
            timeout: 250ms
            """
        );
        Assert.Equal(
            ("PATCH", 3, CookiePolicy.Fresh, TimeSpan.FromMilliseconds(250)),
            (request.Method, request.Redirects, request.Cookies, request.Timeout)
        );
        Assert.Equal("a=1 a=two b=3 b=4", Show(request.Query.Written));
        Assert.Equal("X=1 X=two Y=<z>", Show(request.Headers));
        Assert.Equal("u", Assert.IsType<BasicAuth>(request.Auth).Username.Literal);
        Assert.Equal("k=v", Show(Assert.IsType<FormBody>(request.Body).Fields.Written));
    }

    [Fact]
    public void What_is_not_written_has_its_usual_value()
    {
        var step = Loads.Step("  - { step: A, request: GET https://h/ }");
        var request = step.Request!;
        Assert.Equal(
            (0, CookiePolicy.Keep, null, null, null),
            (request.Redirects, request.Cookies, request.Timeout, request.Auth, request.Body)
        );
        Assert.Same(Expectation.Nothing, step.Expect);
        Assert.Null(step.Undo);
        Assert.Equal(10, Loads.Request("request: GET https://h/\nredirects: follow").Redirects);
        Assert.IsType<NoAuth>(Loads.Request("request: GET https://h/\nauth: none").Auth);
    }

    [Theory]
    [InlineData("200", "200-200")]
    [InlineData("2xx", "200-299")]
    [InlineData("[200, 4xx]", "200-200 400-499")]
    [InlineData("'201'", "201-201")]
    public void A_status_is_a_number_a_class_or_a_list(string written, string ranges)
    {
        var status = Loads.Step($"  - step: A\n    request: GET https://h/\n    expect: {{ status: {written} }}").Expect.Status!;
        Assert.Equal(ranges, string.Join(' ', status.Ranges.Select(r => $"{r.Low}-{r.High}")));
    }

    [Fact]
    public void Extractions_are_short_or_long()
    {
        var step = Loads.Step(
            """
              - step: A
                request: GET https://h/
                extract:
                  a: $.id
                  b: <<response.status>>
                  c: { from: "$['x y']", secret: true, default: none }
                  d: price $<<response.json.price>>
            """
        );
        Assert.Equal(["$.id", null, "$['x y']", null], step.Extractions.Select(e => e.Path is null ? null : e.Span.Text.Trim('"')));
        Assert.Equal([null, null, true, null], step.Extractions.Select(e => e.Secret));
        Assert.NotNull(step.Extractions[2].Default);
        Assert.Equal("price $<response.json.price>", Show(step.Extractions[3].Template!));
    }

    [Fact]
    public void An_undo_is_a_line_or_a_map()
    {
        Assert.Equal("DELETE", Loads.Step("  - { step: A, request: GET https://h/, undo: DELETE https://h/ }").Undo!.Method);
        var undo = Loads
            .Step("  - { step: A, request: GET https://h/, undo: { request: POST https://h/, json: { a: 1 }, auth: none } }")
            .Undo!;
        Assert.IsType<JsonBody>(undo.Body);
        Assert.IsType<NoAuth>(undo.Auth);
    }

    [Fact]
    public void Aliases_stand_for_their_anchors()
    {
        var scenario = Loads.Scenario(
            """
            scenario: S
            steps:
              - step: One
                request: &line POST https://h/
                json: &body { a: [1, <<x>>] }
              - step: Two
                request: *line
                json: *body
            """
        );
        var bodies = scenario.Steps.Select(s => ((JsonBody)s.Request!.Body!).Value).ToList();
        Assert.Equal(bodies[0].Span, bodies[1].Span);
        Assert.Equal(["POST", "POST"], scenario.Steps.Select(s => s.Request!.Method));
    }

    private static string Show(IEnumerable<FieldTemplate> fields) => string.Join(' ', fields.Select(f => $"{f.Name}={Show(f.Value)}"));

    private static string Show(Template template) =>
        string.Concat(template.Segments.Select(s => s is ExpressionSegment e ? $"<{e.Expression.Text}>" : ((LiteralSegment)s).Text));
}
