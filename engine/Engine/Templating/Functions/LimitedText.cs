using System.Text;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating.Functions;

/// <summary>Text that grows up to <see cref="TemplateRenderer.LargestOutput"/>, checked before it grows.</summary>
internal sealed class LimitedText
{
    private readonly StringBuilder text = new();

    /// <summary>Whether nothing, not even an empty text, was appended yet.</summary>
    public bool IsAtStart { get; private set; } = true;

    /// <exception cref="FunctionException">It would grow too long.</exception>
    public void Append(ReadOnlySpan<char> part)
    {
        IsAtStart = false;
        if (text.Length + part.Length > TemplateRenderer.LargestOutput)
            throw new FunctionException("the result is longer than 16 MB");
        text.Append(part);
    }

    public TextValue ToValue() => new(text.ToString());
}
