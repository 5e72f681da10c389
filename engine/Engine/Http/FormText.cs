using System.Collections.Immutable;
using System.Text;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Http;

/// <summary>A form while its fields are put together (URL standard, the application/x-www-form-urlencoded serializer).</summary>
internal sealed class FormText
{
    private readonly StringBuilder plain = new();
    private readonly StringBuilder shown = new();
    private LabelSet labels;
    private ImmutableArray<SecretPart> secrets = [];

    public void Add(RenderedText name, RenderedText value)
    {
        if (plain.Length > 0)
        {
            plain.Append('&');
            shown.Append('&');
        }
        Append(name);
        plain.Append('=');
        shown.Append('=');
        Append(value);
    }

    public RenderedBody ToBody(RenderedText mediaType) =>
        new(Encoding.UTF8.GetBytes(plain.ToString()), mediaType, shown.ToString, labels) { Secrets = secrets };

    private void Append(RenderedText part)
    {
        if (part.Labels.IsEmpty)
        {
            var text = Encode(part.Plain);
            plain.Append(text);
            shown.Append(text);
            return;
        }
        var encoded = part.Encoded(Encode);
        plain.Append(encoded.Plain);
        shown.Append(encoded.Shown);
        labels = labels.Union(part.Labels);
        secrets = part.Secrets.IsDefaultOrEmpty ? secrets : secrets.AddRange(part.Secrets);
    }

    // A space becomes +.
    private static string Encode(string text) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);
}
