using System.Text.Json;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Forecasting;
using PingOneScenarios.Engine.Tests.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Tests.Forecasting;

/// <summary>What is known of a template before the first request.</summary>
public sealed class TemplateForecasterTests
{
    private static readonly Foreseen After = Foreseen.Unknown("(known after \"Step\")", Pending.After("Step"));
    private static readonly Foreseen RunId = Foreseen.Unknown("(known in the run)", Pending.InRun);

    public static IEnumerable<TheoryDataRow<int, string[]>> Cases() => CaseTable.Read("forecast.txt");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_line_of_the_table_holds(int line, string[] parts)
    {
        Assert.True(parts.Length is 2 or 3, $"line {line} has {parts.Length} parts");

        var foreseen = new TemplateForecaster(new SecretMask(), new WorkLimit(TimeProvider.System)).Render(
            new ExpressionBench().Parse(parts[0]),
            Bag()
        );

        Assert.Equal(parts[1], foreseen.Text);
        Assert.Equal(parts.ElementAtOrDefault(2) ?? "", string.Join(", ", foreseen.Pending.Select(p => p.Words)));
        Assert.Equal(parts.Length == 2, foreseen.Plain is not null);
    }

    [Theory]
    [InlineData("<<tree.z>>", "there is no member \"z\"")]
    [InlineData("a <<absent>>", "nothing provides the variable \"absent\"")]
    [InlineData("a <<none>>", "null has no place inside text")]
    public void What_cannot_be_computed_is_said_where_it_is_sure_to_be(string template, string what)
    {
        var problems = new DiagnosticBag();
        var templates = new TemplateForecaster(new SecretMask(), new WorkLimit(TimeProvider.System));

        _ = templates.Render(new ExpressionBench().Parse(template), Bag().Saying(null));
        Assert.Empty(problems.All);

        _ = templates.Render(new ExpressionBench().Parse(template), Bag().Saying(problems));
        Assert.Equal(what, Assert.Single(problems.All).What);
    }

    [Theory]
    [InlineData("https://h/<<after>>", "https://h/")]
    [InlineData("https://<<known>>.h<<after>>/x", "https://a.h")]
    [InlineData("<<after>>/x", "")]
    [InlineData("<<stand>>/<<after>>", "http://127.0.0.1:0/v1/")]
    [InlineData("<<secret>>/x", "")]
    public void The_beginning_of_a_text_is_known_up_to_what_is_not(string template, string beginning) =>
        Assert.Equal(
            beginning,
            new TemplateForecaster(new SecretMask(), new WorkLimit(TimeProvider.System))
                .RenderText(new ExpressionBench().Parse(template), Bag())
                .Beginning
        );

    private static ForeseenBag Bag()
    {
        var stand = Foreseen.Unknown("(stand of the emulator)", Pending.Emulator);
        return new ForeseenBag(null)
            .With("known", Foreseen.Known("a"))
            .With("none", Foreseen.Known(Value.Null))
            .With("tree", Foreseen.Known(Json("""{"x":1,"y":[2]}""")))
            .With("row", Foreseen.Known(Json("""["p","q"]""")))
            .With("after", After)
            .With("part", RunId with { Shown = "pre-(known in the run)", Beginning = "pre-" })
            .With("half", Foreseen.Map(("k", Foreseen.Known("v")), ("u", After)))
            .With("run", Foreseen.Map(("id", RunId)))
            .With("environment", Foreseen.Map(("name", Foreseen.Known("tests"))))
            .With("secret", Foreseen.Secret(LabelSet.Of(new SecretLabel("secret"))))
            .With("item", Foreseen.Unknown("(item)", Pending.Item))
            .With("gone", Foreseen.Unknown("(no value for \"gone\")", Pending.Missing))
            .With("stand", stand with { Beginning = "http://127.0.0.1:0/v1", IsStandIn = true });
    }

    private static Value Json(string json)
    {
        using var document = JsonDocument.Parse(json);
        return ValueJson.From(document.RootElement);
    }
}
