using System.Collections.Immutable;
using System.Text;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Http;

/// <summary>
/// The address of a request: the beginning as it is, each value in path and query percent-encoded (RFC 3986). What no address may
/// hold is percent-encoded in literal text too; percent signs stay as they are written.
/// </summary>
internal sealed class AddressRenderer(TemplateRenderer templates)
{
    /// <param name="request">Holds the address.</param>
    /// <param name="bag">The variables.</param>
    /// <param name="fragment">What is not sent, with its <c>#</c>; empty without one.</param>
    public RenderedText Render(RequestTemplate request, VariableBag bag, out string fragment)
    {
        var address = request.Address;
        var joined = new Joined(AddressBeginning.Check(templates.RenderText(address.Origin, bag), address, out fragment));
        foreach (var segment in address.Path)
        {
            var text = templates.RenderText(segment, bag, Uri.EscapeDataString);
            Check(segment, text);
            joined.Add("/", AddressText.Encode(text));
        }
        if (address.Query is { } query)
            joined.AddField(AddressText.Encode(templates.RenderText(query, bag, Uri.EscapeDataString)));
        AddFields(joined, request.Query, bag);
        return joined.Result;
    }

    private void AddFields(Joined joined, FieldsTemplate fields, VariableBag bag)
    {
        foreach (var field in fields.Written)
        {
            var values = templates.RenderTexts(field.Value, bag);
            for (var i = 0; i < values.Count; i++)
                joined.AddField(RenderedText.Literal(field.Name), values[i]);
        }
        if (fields.Computed is not { } computed)
            return;
        foreach (var (name, value) in ComputedFields.Render(templates, computed, bag))
            joined.AddField(name, value);
    }

    private static void Check(Template segment, RenderedText text)
    {
        var isDots = AddressText.IsDots(text.Plain);
        if (isDots || text.Plain.Length == 0 && segment.Literal is null)
            throw RequestRenderer.Unfit(
                segment.Expressions.Select(e => (SourceSpan?)e.Span).FirstOrDefault() ?? segment.Span,
                isDots ? "the value would make the path segment a dot segment" : "the value would leave the path segment empty",
                "look at where the value comes from"
            );
    }

    private sealed class Joined(RenderedText first)
    {
        private readonly StringBuilder plain = new(first.Plain, 256);

        // Most addresses hold nothing that is hidden.
        private StringBuilder? shown = first.Shown == first.Plain ? null : new(first.Shown, 256);
        private LabelSet labels = first.Labels;
        private string mark = first.Plain.Contains('?', StringComparison.Ordinal) ? "&" : "?";

        private ImmutableArray<SecretPart> secrets = first.Secrets;

        public RenderedText Result
        {
            get
            {
                var text = plain.ToString();
                return new(text, shown?.ToString() ?? text, labels) { Secrets = secrets };
            }
        }

        public void AddField(RenderedText part)
        {
            Add(mark, part);
            mark = "&";
        }

        public void AddField(RenderedText name, RenderedText value)
        {
            AddField(name.Encoded(Uri.EscapeDataString));
            Add("=", value.Encoded(Uri.EscapeDataString));
        }

        public void Add(string separator, RenderedText part)
        {
            if (shown is null && part.Shown != part.Plain)
                shown = new StringBuilder(plain.ToString(), 256);
            plain.Append(separator).Append(part.Plain);
            shown?.Append(separator).Append(part.Shown);
            labels = labels.Union(part.Labels);
            secrets = part.Secrets.IsDefaultOrEmpty ? secrets : secrets.AddRange(part.Secrets);
        }
    }
}
