namespace PingOneScenarios.Engine.JsonPaths;

/// <summary>Why a text is not a JSONPath.</summary>
/// <param name="Offset">Where the fault begins, in UTF-16 code units from the start of the path, 0-based; equal to the length of the path when it ends too early.</param>
/// <param name="Length">How many UTF-16 code units the fault covers; 0 when something is missing.</param>
/// <param name="Message">What is wrong and what was expected.</param>
/// <param name="Fix">What to write instead.</param>
internal sealed record JsonPathError(int Offset, int Length, string Message, string Fix);
