using System.Text;
using PingOneScenarios.Engine.Http.Answers;

namespace PingOneScenarios.Engine.Tests.Http;

/// <summary>A body is read as JSON strictly, or refused with a reason.</summary>
public sealed class AnswerJsonTests
{
    [Theory]
    [InlineData("{\"?\":1}", "a text in it is not UTF-8")]
    [InlineData("{\"a\":\"?\"}", "a text in it is not UTF-8")]
    [InlineData("[\"?\"]", "a text in it is not UTF-8")]
    [InlineData("{\"?\":1,\"b\":2}", "a text in it is not UTF-8")]
    [InlineData("?", null)]
    [InlineData("{\"a\":\"\\ud800\"}", "a text in it holds half of a surrogate pair")]
    [InlineData("{\"a\":1,\"a\":2}", "an object in it has two members of one name, and readers differ in which one they keep")]
    public void What_readers_understand_differently_is_refused_with_a_reason(string body, string? objection)
    {
        // A question mark stands for a byte that is no UTF-8.
        var read = AnswerJson.Parse(Encoding.Latin1.GetBytes(body.Replace('?', '\u00a3')));
        Assert.Null(read.Element);
        Assert.Equal(objection, read.Objection);
    }
}
