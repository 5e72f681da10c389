using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;

namespace PingOneScenarios.Engine.Editing;

/// <summary>
/// A file as an editor has it, and what can be said about a place in it. The text may be wrong in any way; what could last be read of
/// it stands in then. Offsets count UTF-16 units from 0; spans are in <see cref="Text"/> unless a path is given with them.
/// </summary>
internal sealed class EditedFile
{
    private readonly EditedText file;

    internal EditedFile(EditedText file) => this.file = file;

    public SourceText Text => file.Now;

    public FileKind Kind => file.Kind;

    /// <summary>Where its first key stands, behind comments.</summary>
    public int Beginning
    {
        get
        {
            var at = 0;
            while (at < Text.Text.Length && (Text.Text[at] is '#' or '\r' or '\n' || Text.Text.AsSpan(at).StartsWith("---")))
            {
                var end = Text.Text.IndexOf('\n', at);
                at = end < 0 ? Text.Text.Length : end + 1;
            }
            return at;
        }
    }

    public EditorHover? HoverAt(int offset) => Hovering.At(file, new Cursor(file, offset));

    public FilePlace? DefinitionAt(int offset) => Navigating.Definition(file, new Cursor(file, offset));

    public ImmutableArray<SourceSpan> ReferencesAt(int offset, bool withDefinitions) =>
        Navigating.References(file, new Cursor(file, offset), withDefinitions);

    /// <summary>Whether there is something to rename, without any edits yet.</summary>
    public EditorRename PrepareRename(int offset) => Renaming.Prepare(file, new Cursor(file, offset));

    public EditorRename Rename(int offset, string name) => Renaming.Run(file, new Cursor(file, offset), name);

    /// <summary>Null where nothing is known to fit.</summary>
    public EditorCompletion? CompleteAt(int offset) => Completing.At(file, new Cursor(file, offset));

    /// <summary>Inputs, then steps; none while the text cannot be read.</summary>
    public ImmutableArray<EditorSymbol> Symbols =>
        file.IsCurrent
            ?
            [
                .. file.Outline!.Scenario.Inputs.Select(i => new EditorSymbol(i.Name, $"{i.Type.Name()} input", false, i.Span, i.Span)),
                .. file.Outline.Steps.Select(s => new EditorSymbol(s.Step.Title, $"step {s.Number}", true, s.Span, s.Step.Span)),
            ]
            : [];
}
