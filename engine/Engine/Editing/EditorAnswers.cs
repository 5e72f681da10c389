using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Editing;

/// <summary>What an editor shows over a word.</summary>
/// <param name="Span">The word.</param>
/// <param name="Title">One line of code: a variable with its type, a signature.</param>
/// <param name="Text">Lines of plain text; may quote what a file says.</param>
internal sealed record EditorHover(SourceSpan Span, string Title, string Text);

/// <summary>What could be written at the cursor.</summary>
/// <param name="Replaces">The word that is there already.</param>
/// <param name="Items">Not sorted, and not narrowed to what begins like the word.</param>
internal sealed record EditorCompletion(SourceSpan Replaces, ImmutableArray<CompletionChoice> Items);

/// <summary>One of the things that could be written.</summary>
/// <param name="Label">What takes the place of the word.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Detail">One line, shown beside the label.</param>
/// <param name="Text">Plain text, may be empty.</param>
internal sealed record CompletionChoice(string Label, CompletionKind Kind, string Detail, string Text);

internal enum CompletionKind
{
    Variable,
    Function,
    Member,
    Key,
    Value,
}

/// <summary>A place in a file that need not be the one that is edited.</summary>
/// <param name="FullPath">The canonical path of the file.</param>
/// <param name="Span">Where in it.</param>
internal sealed record FilePlace(string FullPath, SourceSpan Span);

/// <summary>How a variable is renamed.</summary>
/// <param name="Name">The word under the cursor; of no length when there is nothing to rename.</param>
/// <param name="Edits">What the new name takes the place of; empty when it is refused.</param>
/// <param name="Refusal">Why not, for people; null when it can be done.</param>
internal sealed record EditorRename(SourceSpan Name, ImmutableArray<SourceSpan> Edits, string? Refusal);

/// <summary>An input or a step for the outline of a file.</summary>
/// <param name="Name">As people know it.</param>
/// <param name="Detail">What is said beside it.</param>
/// <param name="IsStep">An input otherwise.</param>
/// <param name="Whole">All of it.</param>
/// <param name="Named">Where its name is written; inside <paramref name="Whole"/>.</param>
internal sealed record EditorSymbol(string Name, string Detail, bool IsStep, SourceSpan Whole, SourceSpan Named);
