using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Tests.Templating;

public sealed class TemplateRendererTests
{
    private const string Secret = "fake-secret-of-32-bytes-in-utf8!";

    private readonly SecretLabel label = new("clientSecret");
    private readonly SecretLabel other = new("accessToken");

    [Theory]
    [InlineData("base64.encode secret")]
    [InlineData("client_secret_jwt \"app\" secret \"aud\"")]
    [InlineData("hash.sha256 secret")]
    [InlineData("text.slice secret 0 8")]
    [InlineData("secret == \"x\"")]
    [InlineData("text.length secret")]
    [InlineData("secret == \"x\" ? \"a\" : \"b\"")]
    [InlineData("!(secret == \"x\" && true)")]
    [InlineData("{a: [\"a\", \"b\"]}.a[(text.length secret) % 2]")]
    [InlineData("text.split secret \"e\"")]
    [InlineData("(text.split secret \"e\")[0]")]
    [InlineData("-(text.length secret)")]
    [InlineData("map.of [secret] [1]")]
    [InlineData("(map.of [secret] [1])[secret]")]
    [InlineData("list.first (map.keys (map.of [secret] [1]))")]
    [InlineData("missing ?? secret")]
    public void What_is_computed_from_a_labelled_value_has_its_label(string expression)
    {
        var rendered = Labelled().Render($"<<{expression}>>");
        Assert.Equal("‹clientSecret›", rendered.Labels.Shown);
        Assert.Equal("‹clientSecret›", rendered.Shown.ToString());
    }

    [Theory]
    [InlineData("secret + \"-suffix\"", "‹clientSecret›-suffix")]
    [InlineData("\"a\" + secret + 1", "a‹clientSecret›1")]
    [InlineData("$\"a {secret} b\"", "a ‹clientSecret› b")]
    [InlineData("text.join [\"a\", secret, \"b\"] \"/\"", "a/‹clientSecret›/b")]
    [InlineData("text.join [\"a\", \"b\"] secret", "a‹clientSecret›b")]
    [InlineData("{inner: [secret, 1], b: 2}", "{\"inner\":[\"‹clientSecret›\",1],\"b\":2}")]
    [InlineData("list.concat [secret] [2]", "[\"‹clientSecret›\",2]")]
    [InlineData("map.pick {a: secret, b: 2, c: 3} [\"a\", \"b\"]", "{\"a\":\"‹clientSecret›\",\"b\":2}")]
    [InlineData("json.path {a: {x: secret}, b: [2]} \"$.a\"", "{\"x\":\"‹clientSecret›\"}")]
    public void Beside_a_labelled_part_everything_else_is_shown(string expression, string shown)
    {
        var rendered = Labelled().Render($"<<{expression}>>");
        Assert.Equal("‹clientSecret›", rendered.Labels.Shown);
        Assert.Equal(shown, rendered.Shown.ToString());
    }

    [Theory]
    [InlineData("true ? \"a\" : secret")]
    [InlineData("{a: secret, b: 2}.b")]
    [InlineData("{a: [secret, \"x\"]}.a[1]")]
    [InlineData("list.size [secret, 1]")]
    [InlineData("map.get {a: secret, b: 2} \"b\"")]
    [InlineData("url.query (\"http://x/?a=\" + secret + \"&b=2\") \"b\"")]
    [InlineData("json.path {a: secret, b: 2} \"$.b\"")]
    public void What_was_not_computed_from_a_labelled_value_has_no_label(string expression) =>
        Assert.True(Labelled().Render($"<<{expression}>>").Labels.IsEmpty);

    [Fact]
    public void Labels_of_several_variables_are_united_without_repetition()
    {
        var rendered = Labelled().With("token", "fake-token", other).Render("<<secret + token + secret>>");
        Assert.Equal([label, other], rendered.Labels.Labels);
        Assert.Equal("‹clientSecret+accessToken›", rendered.Labels.Shown);
    }

    [Fact]
    public void What_mentions_no_labelled_variable_has_no_label() => Assert.True(Labelled().Render("<<text.upper \"a\">>").Labels.IsEmpty);

    [Fact]
    public void Text_shows_its_labelled_parts_by_name_and_all_else_as_it_is()
    {
        var bench = Labelled().With("user", "ada");
        var text = bench.Renderer().RenderText(bench.Parse("<<user>>:<<secret>>@<<user>>"), bench.Bag);
        Assert.Equal($"ada:{Secret}@ada", text.Plain);
        Assert.Equal("ada:‹clientSecret›@ada", text.Shown);
    }

    [Fact]
    public void The_mask_learns_what_was_computed_from_a_secret()
    {
        var bench = Labelled();
        var digest = bench.Value("hash.sha256 secret").ToString();
        Assert.Equal("digest ‹clientSecret›.", bench.Mask.Apply($"digest {digest}."));
    }

    [Fact]
    public void Each_rendering_of_an_assertion_has_a_jti_of_its_own()
    {
        var bench = Labelled();
        var template = bench.Parse("<<client_secret_jwt \"app\" secret \"aud\">>");
        var renderer = bench.Renderer();
        Assert.NotEqual(renderer.Render(template, bench.Bag).Value, renderer.Render(template, bench.Bag).Value);
    }

    [Fact]
    public void A_value_is_never_parsed_as_a_template_again()
    {
        var bench = new ExpressionBench().With("hostile", "<<secret>> {{secret}}").With("secret", Secret);
        Assert.Equal("x <<secret>> {{secret}}", bench.Render("x <<hostile>>").Value.ToString());
    }

    [Fact]
    public void Each_computed_part_is_encoded_and_the_text_around_it_is_not()
    {
        var bench = new ExpressionBench().With("a", "x/y");
        var text = bench.Renderer().RenderText(bench.Parse("/p/<<a>>/q"), bench.Bag, Uri.EscapeDataString);
        Assert.Equal("/p/x%2Fy/q", text.Plain);
    }

    [Fact]
    public void A_failed_rendering_leaves_nothing_behind_for_the_next_one()
    {
        var bench = new ExpressionBench().With("n", 42);
        var renderer = bench.Renderer();
        var failing = bench.Parse("LEFT <<n>> <<missing>>");
        Assert.Throws<DiagnosticException>(() => renderer.RenderText(failing, bench.Bag));
        Assert.Equal("A 42", renderer.RenderText(bench.Parse("A <<n>>"), bench.Bag).Plain);
    }

    [Fact]
    public void Lines_inside_a_value_are_not_indented()
    {
        var bench = new ExpressionBench().With("pem", "a\nb\n");
        Assert.Equal("  a\nb\n", bench.Render("  <<pem>>").Value.ToString());
    }

    [Fact]
    public void Members_of_a_tree_keep_their_types_and_are_shown_without_secrets()
    {
        var bench = Labelled().With("n", 42);
        var tree = new MapTemplate(
            default,
            [
                new MemberTemplate("count", new TextTemplate(bench.Parse("<<n>>"))),
                new MemberTemplate("secret", new TextTemplate(bench.Parse("Bearer <<secret>>"))),
                new MemberTemplate("list", new ListTemplate(default, [new FixedTemplate(default, Value.Null)])),
            ]
        );
        var plain = bench.Renderer().Render(tree, bench.Bag);
        var shown = plain.Shown;
        Assert.Equal($$"""{"count":42,"secret":"Bearer {{Secret}}","list":[null]}""", ValueJson.WriteJson(plain.Value));
        Assert.Equal("""{"count":42,"secret":"Bearer ‹clientSecret›","list":[null]}""", ValueJson.WriteJson(shown));
        Assert.Equal("‹clientSecret›", plain.Labels.Shown);
    }

    [Fact]
    public void The_variables_an_expression_mentions_are_known_with_their_places()
    {
        var template = new ExpressionBench().Parse("<<a.b + (c ?? d)>> <<text.upper e>>");
        Assert.Equal(
            [("a", 3, false), ("c", 10, true), ("d", 15, false), ("e", 33, false)],
            template.Uses.Select(u => (u.Name, u.Span.Column, u.MayBeMissing))
        );
    }

    private ExpressionBench Labelled() => new ExpressionBench().With("secret", Secret, label);
}
