namespace PingOneScenarios.Engine.JsonPaths;

/// <summary>What bounds the work of one path, whatever the document that comes back.</summary>
internal static class JsonPathLimits
{
    /// <summary>Filters, parentheses and function calls inside one another in one path.</summary>
    internal const int Nesting = 64;

    /// <summary>Nodes in one result.</summary>
    internal const int Nodes = 100_000;

    /// <summary>Nodes looked at in one evaluation, filters included.</summary>
    internal const int Visits = 5_000_000;

    /// <summary>Visits that building a pattern found in the document counts as.</summary>
    internal const int VisitsPerPattern = 2_000;

    /// <summary>Characters in a pattern with every counted repetition written out.</summary>
    internal const int PatternSize = 4_000;

    /// <summary>The largest integer of a path, 2^53 - 1; RFC 9535 section 2.1.</summary>
    internal const long LargestInteger = 9_007_199_254_740_991;
}
