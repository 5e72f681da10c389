using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating.Functions;

/// <summary>Text that grows up to <see cref="TemplateRenderer.LargestOutput"/>, checked before it grows; each part keeps its labels.</summary>
internal sealed class LimitedText
{
    private readonly LabelledText text = new();

    /// <summary>Whether nothing, not even an empty text, was appended yet.</summary>
    public bool IsAtStart { get; private set; } = true;

    /// <exception cref="FunctionException">It would grow too long.</exception>
    public void Append(ReadOnlySpan<char> part)
    {
        Grow(part.Length);
        text.Append(part);
    }

    /// <exception cref="FunctionException">It would grow too long.</exception>
    public void Append(Value part)
    {
        if (part is TextValue { Text.Length: var length })
            Grow(length);
        text.Append(part);
        Grow(0);
    }

    public TextValue ToValue() => text.ToValue();

    private void Grow(int length)
    {
        IsAtStart = false;
        if (text.Length + length > TemplateRenderer.LargestOutput)
            throw new FunctionException("the result is longer than 16 MB");
    }
}
