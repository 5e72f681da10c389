using System.Text;
using System.Xml;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine.Loading;

/// <summary>
/// An <c>xml</c> body to its model. It is read as XML with letters in place of each expression, so what is not well-formed is found before
/// the first request, and an expression where no escape could keep a value in its slot (a name, a comment, CDATA) is refused.
/// </summary>
internal static class XmlBodyReader
{
    /// <summary>Stands for the letters of an expression; one that no name can hold, so an expression in a name is not well-formed.</summary>
    private const char Slot = '\ue000';

    private static readonly (string Sign, string Words)[] Reasons =
    [
        ("does not match the end tag", "an end tag is not that of the element that is open"),
        ("end of file", "it ends inside an element"),
        ("not closed", "it ends inside an element"),
        ("multiple root elements", "it has more than one root element"),
        ("Data at the root level", "a text stands outside of the root element"),
        ("duplicate attribute", "an attribute is written twice"),
        ("undeclared prefix", "a prefix has no namespace; declare it with xmlns"),
        ("undeclared entity", "an entity is not declared; XML knows &lt; &gt; &amp; &quot; and &apos; only"),
        ("Root element is missing", "it has no element"),
        ("Name cannot begin", "a name begins with a character no name begins with, or an expression stands in a name"),
        ("unexpected token", "a character stands where it may not, or an expression stands in a name"),
        ("invalid character", "it holds a character XML cannot hold"),
    ];

    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    public static XmlBody? Read(LocatedNode node, FileScope file)
    {
        if (MapReader.ReadScalar(node, file, "xml: <user><name><<name>></name></user>") is not { } scalar)
            return null;
        var before = file.Problems.ErrorCount;
        var template = file.Parse(scalar.Text);
        if (file.Problems.ErrorCount > before)
            return null;
        if (Objection(Slotted(template)) is not var (at, why))
            return new XmlBody(node.Span, template);
        file.Say(
            DiagnosticCodes.InvalidValue,
            scalar.Text.Part(Math.Min(at, scalar.Text.Text.Length), 1),
            "this is not XML that can be sent",
            why,
            "write the document out; expressions fill texts and attribute values; for anything else use text with a Content-Type header"
        );
        return null;
    }

    // As long as what is written, so that a place in it is a place in the file.
    private static string Slotted(Template template)
    {
        var text = new StringBuilder();
        foreach (var segment in template.Segments)
        {
            if (segment is LiteralSegment literal)
                text.Append(literal.Text);
            else
                text.Append(Slot, ((ExpressionSegment)segment).Expression.Located.Text.Length + 4);
        }
        return text.ToString();
    }

    private static (int At, string Why)? Objection(string text)
    {
        if (text.AsSpan().IndexOf("<!DOCTYPE") is var type and >= 0)
            return (type, "a document type can bring in files and grow without end, so none is sent");
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), Settings);
            while (reader.Read())
            {
                if (!CanHoldSlot(reader.NodeType) && reader.Value.Contains(Slot, StringComparison.Ordinal))
                    return (
                        OffsetOf(text, (IXmlLineInfo)reader),
                        $"an expression stands in {Words(reader.NodeType)}, where a value cannot be escaped"
                    );
            }
            return null;
        }
        catch (XmlException e)
        {
            return (OffsetOf(text, e.LineNumber, e.LinePosition), Reason(e.Message));
        }
    }

    private static bool CanHoldSlot(XmlNodeType type) =>
        type is XmlNodeType.Text or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace;

    private static string Words(XmlNodeType type) =>
        type switch
        {
            XmlNodeType.CDATA => "a CDATA section",
            XmlNodeType.Comment => "a comment",
            _ => "a processing instruction",
        };

    private static int OffsetOf(string text, IXmlLineInfo place) => OffsetOf(text, place.LineNumber, place.LinePosition);

    private static int OffsetOf(string text, int line, int column)
    {
        var start = 0;
        for (var i = 1; i < line && start >= 0; i++)
            start = text.IndexOf('\n', start) + 1;
        return Math.Max(0, start + column - 1);
    }

    // The words of .NET quote the text (trust rule 13): only which rule is broken is taken from them.
    private static string Reason(string message) =>
        Array.Find(Reasons, r => message.Contains(r.Sign, StringComparison.Ordinal)).Words ?? "it is not well-formed";
}
