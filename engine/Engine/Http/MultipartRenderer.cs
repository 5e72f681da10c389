using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Http;

/// <summary>A <c>multipart/form-data</c> body (RFC 7578): names and file names as browsers write them (HTML standard, multipart encoding).</summary>
/// <param name="bodies">Renders the content of each part.</param>
/// <param name="templates">Renders file names and media types.</param>
/// <param name="random">Makes the boundary, which no content can foresee.</param>
internal sealed class MultipartRenderer(BodyRenderer bodies, TemplateRenderer templates, RandomSource random)
{
    public RenderedBody Render(MultipartBody body, VariableBag bag)
    {
        var boundary = "p1s-" + random.Uuid();
        var bytes = new ArrayBufferWriter<byte>();
        var shown = new List<Func<string>>();
        var labels = LabelSet.None;
        ImmutableArray<SecretPart> secrets = [];
        foreach (var part in body.Parts)
        {
            foreach (var (head, shownHead, headLabels, content) in Render(part, bag))
            {
                Write(bytes, $"--{boundary}\r\n{head}\r\n\r\n");
                bytes.Write(content.Bytes.Span);
                Write(bytes, "\r\n");
                shown.Add(() => $"--{boundary}\n{shownHead.Replace("\r\n", "\n", StringComparison.Ordinal)}\n\n{content.Show()}\n");
                labels = labels.Union(headLabels).Union(content.Labels);
                secrets = secrets.AddRange(content.Secrets);
            }
        }
        Write(bytes, $"--{boundary}--\r\n");
        return new RenderedBody(
            bytes.WrittenMemory,
            RenderedText.Literal($"multipart/form-data; boundary={boundary}"),
            () => string.Concat(shown.Select(s => s())) + $"--{boundary}--",
            labels
        )
        {
            Secrets = secrets,
        };
    }

    // A text from an expression that gives a list comes once for each item.
    private IEnumerable<(string Head, string Shown, LabelSet Labels, RenderedBody Content)> Render(PartTemplate part, VariableBag bag)
    {
        var type = part.MediaType is { } written ? RenderType(written, bag) : (RenderedText?)null;
        foreach (var content in bodies.RenderParts(part.Content, type, bag))
        {
            var head = HeadOf(part, content, type is not null, bag);
            yield return (head.Plain, head.Shown, head.Labels, content);
        }
    }

    private RenderedText HeadOf(PartTemplate part, RenderedBody content, bool hasType, VariableBag bag)
    {
        var disposition = RenderedText.Literal($"Content-Disposition: form-data; name=\"{Escape(part.Name)}\"");
        if (FileName(part, bag) is { } file)
            disposition = Join(disposition, "; filename=\"", file with { Plain = Escape(file.Plain), Shown = Escape(file.Shown) }, "\"");
        // A text without a media type is one in UTF-8 for every reader; what a browser leaves out is left out here too.
        return part.Content is not TextBody || hasType ? Join(disposition, "\r\nContent-Type: ", content.MediaType, "") : disposition;
    }

    private RenderedText? FileName(PartTemplate part, VariableBag bag) =>
        part.FileName is { } written ? templates.RenderText(written, bag)
        : part.Content is FileBody file ? RenderedText.Literal(file.File.Name)
        : null;

    private RenderedText RenderType(Template written, VariableBag bag)
    {
        var type = templates.RenderText(written, bag);
        return type.Plain.AsSpan().ContainsAnyExceptInRange(' ', '~')
            ? throw RequestRenderer.Unfit(written.Span, "the media type holds a character no header can hold", "write it as image/png")
            : type;
    }

    private static RenderedText Join(RenderedText head, string before, RenderedText value, string behind) =>
        new(head.Plain + before + value.Plain + behind, head.Shown + before + value.Shown + behind, head.Labels.Union(value.Labels));

    private static string Escape(string name) =>
        name.Replace("\0", "%00", StringComparison.Ordinal)
            .Replace("\r", "%0D", StringComparison.Ordinal)
            .Replace("\n", "%0A", StringComparison.Ordinal)
            .Replace("\"", "%22", StringComparison.Ordinal);

    private static void Write(ArrayBufferWriter<byte> to, string text) => Encoding.UTF8.GetBytes(text, to);
}
