using System.Globalization;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Forecasting;

/// <summary>What a request carries, with what is known of it now.</summary>
internal sealed class BodyForecaster(TemplateForecaster templates)
{
    private readonly FieldForecaster fields = new(templates);

    /// <param name="body">The template.</param>
    /// <param name="mediaType">From the headers; null takes the usual one.</param>
    /// <param name="bag">The variables.</param>
    /// <param name="parts">Takes everything that was computed.</param>
    public ForecastBody Forecast(BodyTemplate body, string? mediaType, ForeseenBag bag, List<Foreseen> parts) =>
        body switch
        {
            FormBody form => new ForecastBody("form", mediaType, null, fields.Forecast(form.Fields, bag, parts)),
            MultipartBody multipart => new ForecastBody(
                "multipart",
                mediaType,
                null,
                [.. multipart.Parts.SelectMany(p => Parts(p, bag, parts).Select(text => new ForecastField(p.Name, text)))]
            ),
            _ => new ForecastBody(KindOf(body), mediaType, Content(body, bag, parts), []),
        };

    private static string KindOf(BodyTemplate body) =>
        body switch
        {
            JsonBody => "json",
            XmlBody => "xml",
            FileBody => "file",
            _ => "text",
        };

    private string Content(BodyTemplate body, ForeseenBag bag, List<Foreseen> parts)
    {
        switch (body)
        {
            case JsonBody json:
                var value = templates.Render(json.Value, bag);
                parts.Add(value);
                return ValueJson.WriteJson(value.Shown);
            case FileBody file:
                return string.Create(CultureInfo.InvariantCulture, $"{file.File.Path.Written}, {file.File.Content.Length:N0} bytes");
            case XmlBody xml:
                return Text(xml.Text, bag, parts);
            default:
                return Text(((TextBody)body).Text, bag, parts);
        }
    }

    private IEnumerable<string> Parts(PartTemplate part, ForeseenBag bag, List<Foreseen> parts)
    {
        var contents = part.Content is TextBody text
            ? fields.Texts(text.Text, bag, parts)
            : [(part.Content is FileBody ? "file " : "") + Content(part.Content, bag, parts)];
        var name = part.FileName is null ? "" : $", named {Text(part.FileName, bag, parts)}";
        var type = part.MediaType is null ? "" : $", as {Text(part.MediaType, bag, parts)}";
        return contents.Select(content => content + name + type);
    }

    private string Text(Template template, ForeseenBag bag, List<Foreseen> parts)
    {
        var part = templates.RenderText(template, bag);
        parts.Add(part);
        return part.Text;
    }
}
