using System.Globalization;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Loading;
using PingOneScenarios.Engine.Tests.Templating;

namespace PingOneScenarios.Engine.Tests.Loading;

/// <summary>What can be defined can be used: a name that no expression takes is refused where it is defined.</summary>
public sealed class KeywordTests
{
    /// <summary>Every word of Scriban and of languages like it, and some that are only near.</summary>
    private const string Words = """
        and as assign async await begin block bool break by call capture case catch class comment const continue cycle def default delete do
        each elif else elsif elseif end endcapture endcase endfor endif endunless endwhile ends enum export extends filter finally first for
        foreach from func function global goto if ifchanged import in include increment is isnt lambda last let liquid local loop macro match
        nil none not offset of or private public raw readonly ref rescue ret return reversed set static switch tablerow tablerowloop then
        throw to try typeof undefined unless until use using var void when where while with wrap xor yield endings cases wrapper format
        """;

    private static readonly string[] Uses = ["<<{0}>>", "<<{0} == 1>>", "<<x ?? {0}>>", "<<text.upper {0}>>", "<<[{0}]>>", "<<{0}.a>>"];

    public static TheoryData<string> AllWords =>
        [.. Words.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Concat(NameCheck.Keywords)];

    [Theory, MemberData(nameof(AllWords))]
    public void A_word_that_no_expression_takes_is_refused_as_a_name(string word)
    {
        var isUsable = Uses.All(use => CanBeParsed(string.Format(CultureInfo.InvariantCulture, use, word)));
        var objection = NameCheck.Objection(word, Workspace.Functions);
        Assert.Equal(isUsable, objection is null);
        Assert.True(objection is null || objection.Value.Code == DiagnosticCodes.DuplicateName);
    }

    private static bool CanBeParsed(string text)
    {
        try
        {
            _ = new ExpressionBench().Parse(text);
            return true;
        }
        catch (Exception e) when (e is DiagnosticException or Xunit.Sdk.XunitException or InvalidOperationException)
        {
            return false;
        }
    }
}
