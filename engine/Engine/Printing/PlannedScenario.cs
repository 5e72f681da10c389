using PingOneScenarios.Engine.Forecasting;
using PingOneScenarios.Engine.Reporting.Json;

namespace PingOneScenarios.Engine.Printing;

/// <summary>A scenario of a plan, with its inputs and steps.</summary>
internal static class PlannedScenario
{
    private static readonly Shape<ForecastField> Field = new Shape<ForecastField>("field", "A name and a text.")
        .Text("name", "The name; empty where one expression gives all of them and is not known yet.", f => f.Name)
        .Text("text", "As it may be shown.", f => f.Text);

    private static readonly Shape<ForecastBody> Body = new Shape<ForecastBody>("body", "What a request would carry.")
        .Text("kind", "How it is written: json, form, text.", b => b.Kind)
        .NullableText("mediaType", "Null when none is sent.", b => b.MediaType)
        .NullableText("text", "As it would be sent; null for a form.", b => b.Text)
        .List("fields", "Of a form; empty for others.", Field, b => b.Fields);

    private static readonly Shape<ForecastRequest> Request = new Shape<ForecastRequest>("request", "A request that would be sent.")
        .Text("method", "The HTTP method.", r => r.Method)
        .Text("address", "With placeholders in parentheses for what only the run knows.", r => r.Address)
        .NullableText("origin", "Null when only the run knows.", r => r.Origin)
        .List("query", "Of the address.", Field, r => r.Query)
        .List("headers", "In their order.", Field, r => r.Headers)
        .NullableText("auth", "How the request proves who sends it; null without.", r => r.Auth)
        .NullableObject("body", "Null without one.", Body, r => r.Body)
        .Number("redirects", "How many would be followed at most.", r => r.Redirects)
        .Texts("pending", "What it waits for.", r => r.Pending);

    private static readonly Shape<ForecastExtraction> Extraction = new Shape<ForecastExtraction>(
        "extraction",
        "A variable a step would set."
    )
        .Text("name", "The variable.", e => e.Name)
        .Flag("isSecret", "Whether its value would only be named.", e => e.IsSecret)
        .NullableText("lasts", "How long its value is good for; null for as long as the run.", e => e.Lasts);

    // A scenario holds steps that call scenarios, so its members come when those of a step are known.
    private static readonly Shape<ForecastScenario> Begun = new("scenario", "A scenario and what it would do, in its order.");

    private static readonly Shape<ForecastInput> Input = new Shape<ForecastInput>(
        "input",
        "An input, its value, and where that comes from."
    )
        .Text("name", "The variable.", i => i.Name)
        .Text("type", "As it is written in a scenario.", i => i.Type)
        .Flag("isSecret", "Whether its value is only named.", i => i.IsSecret)
        .NullableText("value", "As it may be shown; null without one.", i => i.Value)
        .Text("source", "For people.", i => i.Source)
        .Texts("to", "The only origins a secret is given for.", i => i.To)
        .NullableObject("obtained", "The scenario that is run for it, where it is run first; null elsewhere.", Begun, i => i.Obtained);

    private static readonly Shape<ForecastStep> Step = new Shape<ForecastStep>("step", "A step as it would run.")
        .Text("title", "For people.", s => s.Title)
        .Text("place", "Its file, line and column.", s => s.Place)
        .NullableText("skipped", "Why it would not run; null when it would.", s => s.Skipped)
        .NullableText("when", "The condition; null without one.", s => s.When)
        .NullableFlag("whenResult", "What the condition gives; null when only the run knows.", s => s.WhenResult)
        .NullableText("forEach", "The list it is run for; null without one.", s => s.ForEach)
        .NullableNumber("items", "How many the list has; null when only the run knows.", s => s.Items)
        .NullableText("retry", "When it would be sent again; null for never.", s => s.Retry)
        .NullableObject("request", "Null for a call.", Request, s => s.Request)
        .NullableObject("call", "The scenario it runs; null for a request.", Begun, s => s.Call)
        .Texts("expect", "What would be expected of the answer.", s => s.Expect)
        .List("extracts", "The variables it would set.", Extraction, s => s.Extracts)
        .NullableText(
            "onUnknown",
            "What would settle the request if nobody knew whether it arrived; null leaves it to what its method allows.",
            s => s.OnUnknown
        )
        .NullableObject("probe", "The request that would find out; null without one.", Request, s => s.Probe)
        .NullableObject("undo", "The request that takes it back; null without one.", Request, s => s.Undo);

    public static readonly Shape<ForecastScenario> Scenario = Begun
        .Text("title", "For people.", s => s.Title)
        .Text("path", "Of its file.", s => s.Path)
        .List("inputs", "In their order.", Input, s => s.Inputs)
        .List("steps", "In their order.", Step, s => s.Steps)
        .List("finally", "What runs at the end, whatever happened.", Step, s => s.Finally);
}
