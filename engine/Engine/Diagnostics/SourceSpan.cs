namespace PingOneScenarios.Engine.Diagnostics;

/// <summary>A stretch of a source text, in UTF-16 units from 0.</summary>
public readonly record struct SourceSpan(SourceText Source, int Start, int Length)
{
    /// <summary>1-based.</summary>
    public int Line => Source.PlaceOf(Start).Line;

    /// <summary>1-based, in UTF-16 units.</summary>
    public int Column => Source.PlaceOf(Start).Column;

    /// <summary>The text it covers.</summary>
    public string Text => Source.Text.Substring(Start, Math.Min(Length, Source.Text.Length - Start));

    /// <summary><c>path:line:column</c>.</summary>
    public override string ToString() => $"{Source.Path}:{Line}:{Column}";
}
