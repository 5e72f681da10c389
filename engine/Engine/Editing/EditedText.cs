using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Templating;

namespace PingOneScenarios.Engine.Editing;

/// <summary>A text as it is now, with what could last be read of it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Now">The text as it is now.</param>
/// <param name="Outline">Of this text or of an earlier one; null when none could be read yet.</param>
/// <param name="Functions">What expressions may call.</param>
internal sealed record EditedText(FileKind Kind, SourceText Now, ScenarioOutline? Outline, FunctionTable Functions)
{
    /// <summary>Whether the outline is of the text as it is now.</summary>
    public bool IsCurrent => Outline is not null && Outline.Scenario.Source.Text == Now.Text;

    /// <summary>Null when there is nothing to shift.</summary>
    public TextShift? Shift { get; } =
        Outline is null || Outline.Scenario.Source.Text == Now.Text ? null : new TextShift(Outline.Scenario.Source, Now);

    /// <summary>A span of the outline in the text as it is now; null when what was there was changed.</summary>
    public SourceSpan? ToNow(SourceSpan span) => Shift is null ? new SourceSpan(Now, span.Start, span.Length) : Shift.ToNow(span);
}
