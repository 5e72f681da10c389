namespace PingOneScenarios.Engine.Diagnostics;

/// <summary>A change of a source text.</summary>
/// <param name="Span">What goes; of no length where something is only put in.</param>
/// <param name="Text">What comes in its place.</param>
internal sealed record SourceEdit(SourceSpan Span, string Text);
