namespace PingOneScenarios.Engine.Events;

/// <summary>What is to be done with a step that waits. A closed list.</summary>
public abstract record StepAnswer
{
    private protected StepAnswer() { }
}

/// <summary>It is sent; or, after it did not pass, left as it ended.</summary>
public sealed record GoOn : StepAnswer;

/// <summary>It is not sent, and leaves what it extracts lacking, as a step does whose <c>when</c> is not true. After it did not pass, as <see cref="GoOn"/>.</summary>
public sealed record SkipStep : StepAnswer;

/// <summary>After it did not pass: it is sent again. Before, as <see cref="GoOn"/>.</summary>
public sealed record RetryStep : StepAnswer;

/// <summary>The run ends in order: no further step, but <c>finally</c> and undo, which are run even when this is the answer to one of theirs.</summary>
public sealed record QuitRun : StepAnswer;

/// <summary>A variable gets another value, and keeps what was said of where it may go; then the question is put again.</summary>
/// <param name="Name">One that is in scope, or that the step needs or extracts.</param>
/// <param name="Text">Of an input, what its type takes; else JSON if it is that, or a text.</param>
/// <param name="IsHidden">Whether it was typed unseen; a variable that is new is a secret then.</param>
public sealed record SetVariable(string Name, string Text, bool IsHidden) : StepAnswer;

/// <summary>An expression is computed of the variables, and of the answer of a step that has ended; then the question is put again, with its value.</summary>
/// <param name="Text">The expression, with or without the brackets it has in a file.</param>
internal sealed record ComputeExpression(string Text) : StepAnswer;
