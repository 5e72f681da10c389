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
    private static RenderedText PlainText => RenderedText.Literal("text/plain; charset=utf-8");

    /// <param name="body">The template.</param>
    /// <param name="mediaType">From the headers; null takes that of the kind of body.</param>
    /// <param name="bag">The variables.</param>
    /// <param name="proof">The fields a form has besides, with which the client proves who it is.</param>
    public RenderedBody Render(
        BodyTemplate body,
        RenderedText? mediaType,
        VariableBag bag,
        ImmutableArray<(string Name, RenderedText Value)> proof = default
    ) =>
        body switch
        {
            JsonBody json => RenderJson(json, mediaType ?? RenderedText.Literal("application/json"), bag),
            FormBody form => RenderForm(form, mediaType ?? RenderedText.Literal("application/x-www-form-urlencoded"), bag, proof),
            XmlBody xml => RenderXml(xml, mediaType ?? RenderedText.Literal("application/xml"), bag),
            MultipartBody multipart => new MultipartRenderer(this, templates, random).Render(multipart, bag),
            FileBody file => RenderFile(file.File, mediaType),
            _ => PlainBody(templates.RenderText(((TextBody)body).Text, bag), mediaType ?? PlainText),
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

    private RenderedBody RenderForm(
        FormBody form,
        RenderedText mediaType,
        VariableBag bag,
        ImmutableArray<(string Name, RenderedText Value)> proof
    )
    {
        var fields = new FormText();
        foreach (var field in form.Fields.Written)
        {
            var values = templates.RenderTexts(field.Value, bag);
            for (var i = 0; i < values.Count; i++)
                fields.Add(RenderedText.Literal(field.Name), values[i]);
        }
        if (form.Fields.Computed is { } computed)
        {
            foreach (var (name, value) in ComputedFields.Render(templates, computed, bag))
                fields.Add(proof.IsDefault || !AssertionAuth.FieldNames.Contains(name.Plain) ? name : throw Taken(computed.Span), value);
        }
        foreach (var (name, value) in proof.IsDefault ? [] : proof)
            fields.Add(RenderedText.Literal(name), value);
        return fields.ToBody(mediaType);
    }

    private static DiagnosticException Taken(SourceSpan span) =>
        RequestRenderer.Unfit(
            span,
            $"the fields hold one of {Wording.And(AssertionAuth.FieldNames)}, which auth adds",
            "leave them out with map.without"
        );

    /// <summary>The text of several values of a name that a part of a body may have.</summary>
    public IEnumerable<RenderedBody> RenderParts(BodyTemplate content, RenderedText? mediaType, VariableBag bag)
    {
        if (content is not TextBody text)
            return [Render(content, mediaType, bag)];
        var values = templates.RenderTexts(text.Text, bag);
        return Enumerable.Range(0, values.Count).Select(i => PlainBody(values[i], mediaType ?? PlainText));
    }

    private static RenderedBody PlainBody(RenderedText value, RenderedText mediaType) =>
        new(Encoding.UTF8.GetBytes(value.Plain), mediaType, () => value.Shown, value.Labels) { Secrets = value.Secrets };

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

    private static Value? FindUnsendable(Value value) =>
        value switch
        {
            ViewValue or PredicateValue => value,
            ListValue list => list.Items.Select(FindUnsendable).FirstOrDefault(v => v is not null),
            MapValue map => map.Members.Select(m => FindUnsendable(m.Value)).FirstOrDefault(v => v is not null),
            _ => null,
        };
}
