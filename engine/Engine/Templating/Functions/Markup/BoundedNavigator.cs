using System.Text;
using System.Xml;
using System.Xml.XPath;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating.Functions.Markup;

/// <summary>
/// A place in an XML document that counts each move and each text read from it, also by its clones. XPath has no bound of its own: nested
/// predicates look at every pair, triple and so on of nodes, and nothing can stop an evaluation from outside.
/// </summary>
internal sealed class BoundedNavigator(XPathNavigator at, StepBudget budget) : XPathNavigator
{
    private readonly XPathNavigator at = at;

    public override string BaseURI => at.BaseURI;

    public override bool IsEmptyElement => at.IsEmptyElement;

    public override string LocalName => at.LocalName;

    public override string Name => at.Name;

    public override string NamespaceURI => at.NamespaceURI;

    public override XmlNameTable NameTable => at.NameTable;

    public override XPathNodeType NodeType => at.NodeType;

    public override string Prefix => at.Prefix;

    public override string Value
    {
        get
        {
            var value = at.NodeType is XPathNodeType.Element or XPathNodeType.Root ? TextInside() : at.Value;
            budget.SpendText(value.Length);
            return value;
        }
    }

    public override XPathNavigator Clone()
    {
        budget.Spend(1);
        return new BoundedNavigator(at.Clone(), budget);
    }

    public override bool IsSamePosition(XPathNavigator other) => other is BoundedNavigator that && Counted(at.IsSamePosition(that.at));

    public override bool MoveTo(XPathNavigator other) => other is BoundedNavigator that && Counted(at.MoveTo(that.at));

    public override bool MoveToFirstAttribute() => Counted(at.MoveToFirstAttribute());

    public override bool MoveToFirstChild() => Counted(at.MoveToFirstChild());

    public override bool MoveToFirstNamespace(XPathNamespaceScope namespaceScope) => Counted(at.MoveToFirstNamespace(namespaceScope));

    public override bool MoveToId(string id) => Counted(at.MoveToId(id));

    public override bool MoveToNext() => Counted(at.MoveToNext());

    public override bool MoveToNextAttribute() => Counted(at.MoveToNextAttribute());

    public override bool MoveToNextNamespace(XPathNamespaceScope namespaceScope) => Counted(at.MoveToNextNamespace(namespaceScope));

    public override bool MoveToParent() => Counted(at.MoveToParent());

    public override bool MoveToPrevious() => Counted(at.MoveToPrevious());

    // .NET puts it together as well, but without counting what holds no text: in a document that is all depth, that is what takes the time.
    private string TextInside()
    {
        var (walker, text) = (at.Clone(), new StringBuilder());
        for (var depth = walker.MoveToFirstChild() ? 1 : 0; depth > 0; )
        {
            budget.Spend(1);
            if (walker.NodeType is XPathNodeType.Text or XPathNodeType.Whitespace or XPathNodeType.SignificantWhitespace)
                text.Append(walker.Value);
            if (walker.MoveToFirstChild())
            {
                depth++;
                continue;
            }
            for (; depth > 0 && !walker.MoveToNext(); depth--)
            {
                budget.Spend(1);
                walker.MoveToParent();
            }
        }
        return text.ToString();
    }

    private bool Counted(bool moved)
    {
        budget.Spend(1);
        return moved;
    }
}

/// <summary>How much looking around is left, in steps of about 0.1 microseconds.</summary>
/// <param name="steps">How many there are.</param>
/// <param name="argument">The argument that is to blame when they are used up.</param>
/// <param name="comparesTexts">Whether each letter of a text may be looked up in another text, as <c>translate</c> does.</param>
/// <param name="work">How long the call may take.</param>
internal sealed class StepBudget(long steps, int argument, bool comparesTexts, WorkLimit work)
{
    private const int LettersInAStep = 8;
    private const int PairsInAStep = 2_600;

    private long left = steps;

    /// <exception cref="FunctionException">They are used up.</exception>
    public void Spend(long count)
    {
        left -= count;
        work.Spend(count);
        if (left < 0)
            throw new FunctionException(
                "the search takes too long, it looks at the document again and again; say the path more precisely",
                argument
            );
    }

    /// <exception cref="FunctionException">They are used up.</exception>
    public void SpendText(long length) => Spend(1 + length / LettersInAStep + (comparesTexts ? length * length / PairsInAStep : 0));
}
