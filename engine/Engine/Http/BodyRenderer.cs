using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Http;

/// <summary>The body of a request.</summary>
internal sealed class BodyRenderer(TemplateRenderer templates, RandomSource random)
{
    /// <param name="body">The template.</param>
    /// <param name="mediaType">From the headers; null takes that of the kind of body.</param>
    /// <param name="bag">The variables.</param>
    public RenderedBody Render(BodyTemplate body, RenderedText? mediaType, VariableBag bag) =>
        body switch
        {
            JsonBody json => RenderJson(json, mediaType ?? RenderedText.Literal("application/json"), bag),
            FormBody form => RenderForm(form, mediaType ?? RenderedText.Literal("application/x-www-form-urlencoded"), bag),
            XmlBody xml => RenderXml(xml, mediaType ?? RenderedText.Literal("application/xml"), bag),
            MultipartBody multipart => new MultipartRenderer(this, templates, random).Render(multipart, bag),
            FileBody file => RenderFile(file.File, mediaType),
            _ => RenderPlain((TextBody)body, mediaType ?? RenderedText.Literal("text/plain; charset=utf-8"), bag),
        };

    private RenderedBody RenderJson(JsonBody json, RenderedText mediaType, VariableBag bag)
    {
        var value = templates.Render(json.Value, bag);
        if (FindUnsendable(value.Value) is { } odd)
            throw RequestRenderer.Unfit(json.Span, $"{odd.Kind} cannot be sent as JSON", "use a member of it, or a plain value");
        return new RenderedBody(ValueJson.WriteBytes(value.Value), mediaType, () => ValueJson.WriteJson(value.Shown), value.Labels)
        {
            Secrets = value.Labels.IsEmpty
                ? []
                :
                [
                    .. LabelledParts
                        .Secrets(value.Value)
                        .Where(s => s.Part is TextValue)
                        .Select(s => new SecretPart(s.Part.ToString(), s.Labels)),
                ],
        };
    }

    private RenderedBody RenderForm(FormBody form, RenderedText mediaType, VariableBag bag)
    {
        var (plain, shown, labels) = (new StringBuilder(), new StringBuilder(), LabelSet.None);
        ImmutableArray<SecretPart> secrets = [];
        foreach (var field in form.Fields)
        {
            var value = templates.RenderText(field.Value, bag).Encoded(Encode);
            var name = (plain.Length > 0 ? "&" : "") + Encode(field.Name) + "=";
            plain.Append(name).Append(value.Plain);
            shown.Append(name).Append(value.Shown);
            labels = labels.Union(value.Labels);
            secrets = secrets.AddRange(value.Secrets);
        }
        return new RenderedBody(Encoding.UTF8.GetBytes(plain.ToString()), mediaType, shown.ToString, labels) { Secrets = secrets };
    }

    private RenderedBody RenderPlain(TextBody text, RenderedText mediaType, VariableBag bag)
    {
        var value = templates.RenderText(text.Text, bag);
        return new RenderedBody(Encoding.UTF8.GetBytes(value.Plain), mediaType, () => value.Shown, value.Labels)
        {
            Secrets = value.Secrets,
        };
    }

    private RenderedBody RenderXml(XmlBody xml, RenderedText mediaType, VariableBag bag)
    {
        var value = templates.RenderText(xml.Text, bag, text => XmlValue.Escape(text) ?? throw Unsendable(xml.Span));
        return new RenderedBody(Encoding.UTF8.GetBytes(value.Plain), mediaType, () => value.Shown, value.Labels)
        {
            Secrets = value.Secrets,
        };
    }

    private static DiagnosticException Unsendable(SourceSpan span) =>
        RequestRenderer.Unfit(span, "a value holds a character XML cannot hold", "encode it, for example with base64.encode");

    private static RenderedBody RenderFile(PackFile file, RenderedText? mediaType) =>
        new(
            file.Content,
            mediaType ?? RenderedText.Literal(ContentTypes.Of(file.Name)),
            () => string.Create(CultureInfo.InvariantCulture, $"(the file {file.Name}, {file.Content.Length:N0} bytes)"),
            LabelSet.None
        );

    // The application/x-www-form-urlencoded serializer of the URL standard: a space becomes +.
    private static string Encode(string text) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);

    private static Value? FindUnsendable(Value value) =>
        value switch
        {
            ViewValue or PredicateValue => value,
            ListValue list => list.Items.Select(FindUnsendable).FirstOrDefault(v => v is not null),
            MapValue map => map.Members.Select(m => FindUnsendable(m.Value)).FirstOrDefault(v => v is not null),
            _ => null,
        };
}
