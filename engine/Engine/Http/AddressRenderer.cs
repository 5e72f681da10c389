using System.Text;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Http;

/// <summary>The address of a request: the beginning as it is, each value in path and query percent-encoded (RFC 3986).</summary>
internal sealed class AddressRenderer(TemplateRenderer templates)
{
    public RenderedText Render(RequestTemplate request, VariableBag bag)
    {
        var address = request.Address;
        var origin = templates.RenderText(address.Origin, bag);
        var joined = new Joined(address.Path.IsEmpty && address.Query is null ? origin : WithoutSlash(origin));
        foreach (var segment in address.Path)
        {
            var text = templates.RenderText(segment, bag, Uri.EscapeDataString);
            Check(segment, text);
            joined.Add("/", text);
        }
        var mark = joined.HasQuery ? "&" : "?";
        if (address.Query is { } query)
        {
            joined.Add(mark, templates.RenderText(query, bag, Uri.EscapeDataString));
            mark = "&";
        }
        foreach (var field in request.Query)
        {
            joined.Add(mark, RenderedText.Literal(Uri.EscapeDataString(field.Name)));
            joined.Add("=", Encoded(templates.RenderText(field.Value, bag)));
            mark = "&";
        }
        return joined.Result;
    }

    private static void Check(Template segment, RenderedText text)
    {
        // A dot may also be written %2e; .NET and servers decode it before they resolve the path.
        var isDots = text.Plain.Length <= 6 && Uri.UnescapeDataString(text.Plain) is "." or "..";
        if (isDots || text.Plain.Length == 0 && segment.Literal is null)
            throw RequestRenderer.Unfit(
                segment.Expressions.Select(e => (SourceSpan?)e.Span).FirstOrDefault() ?? segment.Span,
                isDots ? "the value would make the path segment a dot segment" : "the value would leave the path segment empty",
                "look at where the value comes from"
            );
    }

    private static RenderedText Encoded(RenderedText value) =>
        new(Uri.EscapeDataString(value.Plain), value.Labels.IsEmpty ? Uri.EscapeDataString(value.Shown) : value.Shown, value.Labels);

    private static RenderedText WithoutSlash(RenderedText origin) =>
        new(origin.Plain.TrimEnd('/'), origin.Shown.TrimEnd('/'), origin.Labels);

    private sealed class Joined(RenderedText first)
    {
        private readonly StringBuilder plain = new(first.Plain, 256);
        private readonly StringBuilder shown = new(first.Shown, 256);
        private LabelSet labels = first.Labels;

        public bool HasQuery { get; } = first.Plain.Contains('?', StringComparison.Ordinal);

        public RenderedText Result => new(plain.ToString(), shown.ToString(), labels);

        public void Add(string separator, RenderedText part)
        {
            plain.Append(separator).Append(part.Plain);
            shown.Append(separator).Append(part.Shown);
            labels = labels.Union(part.Labels);
        }
    }
}
