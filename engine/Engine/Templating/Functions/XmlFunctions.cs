using System.Collections.Immutable;
using System.Xml;
using System.Xml.XPath;
using PingOneScenarios.Engine.Templating.Functions.Markup;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating.Functions;

/// <summary>Parts of XML texts. Document type declarations are refused, so no entity expands and nothing is loaded.</summary>
internal static class XmlFunctions
{
    /// <summary>In characters.</summary>
    private const int LongestText = 1 << 20;

    /// <summary>In characters.</summary>
    private const int LongestPath = 1_000;

    /// <summary>About two seconds.</summary>
    private const long MostSteps = 20_000_000;

    private static readonly XmlReaderSettings Strict = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = LongestText,
    };

    public static ImmutableArray<FunctionRow> Rows { get; } =
    [
        new(
            "xml.xpath",
            [new("text", ParameterKind.Text), new("path", ParameterKind.Text), Parameter.Optional("namespaces", ParameterKind.Map, "{}")],
            "What an XPath 1.0 expression selects in an XML text of up to 1 MB: the texts of the nodes as a list, or one text when the "
                + "expression gives a string, a number or a boolean; namespaces is a map of the prefixes it uses.",
            "xml.xpath '<a><b>1</b></a>' '/a/b'",
            XPath
        ),
    ];

    private static Value XPath(Arguments a)
    {
        var prefixes = PrefixTable.Of(a.Map(2), 2);
        if (a.Text(1).Length > LongestPath)
            throw new FunctionException("the path is longer than 1000 characters", 1);
        var expression = Compile(a.Text(1), prefixes);
        if (expression.ReturnType is XPathResultType.Number or XPathResultType.Boolean)
            expression = Compile($"string({a.Text(1)})", prefixes);
        var budget = new StepBudget(MostSteps, argument: 1, a.Text(1).Contains("translate", StringComparison.Ordinal), a.Work);
        var root = new BoundedNavigator(Read(a.Text(0)).CreateNavigator(), budget);
        return Refusing(prefixes, () => Found(root.Evaluate(expression)));
    }

    private static XPathDocument Read(string text)
    {
        if (text.Length > LongestText)
            throw new FunctionException("the text is longer than 1 MB", 0);
        if (text.AsSpan().Trim().IsEmpty)
            throw new FunctionException("the text is empty, XML is expected", 0);
        try
        {
            using var reader = XmlReader.Create(new StringReader(text.TrimStart('\uFEFF')), Strict);
            return new XPathDocument(reader, XmlSpace.Preserve);
        }
        catch (XmlException e)
        {
            throw new FunctionException("the text is not XML, or has a document type declaration (DOCTYPE)", 0, Objection(e));
        }
    }

    // Of all objections only the one to a document type declaration comes without a place.
    private static string Objection(XmlException e) =>
        e.LineNumber == 0
            ? "the text has a document type declaration (DOCTYPE), which is refused"
            : $"the text is not XML, at {e.LineNumber}:{e.LinePosition} of it";

    private static XPathExpression Compile(string path, PrefixTable prefixes) =>
        Refusing(prefixes, () => XPathExpression.Compile(path, prefixes));

    private static T Refusing<T>(PrefixTable prefixes, Func<T> evaluate)
    {
        try
        {
            return evaluate();
        }
        catch (XPathException) when (prefixes.Unknown is { } prefix)
        {
            throw new FunctionException(
                "the path uses a prefix whose namespace is not given",
                1,
                $"the path uses the prefix \"{prefix}\", give its namespace: namespaces: {{{prefix}: \"…\"}}"
            );
        }
        catch (Exception e) when (e is XPathException or ArgumentException)
        {
            throw new FunctionException("the path is no expression of XPath 1.0", 1);
        }
    }

    private static Value Found(object result)
    {
        if (result is not XPathNodeIterator nodes)
            return new TextValue((string)result);
        var texts = ImmutableArray.CreateBuilder<Value>();
        while (nodes.MoveNext())
            texts.Add(new TextValue(nodes.Current!.Value));
        return new ListValue(texts.ToImmutable());
    }
}
