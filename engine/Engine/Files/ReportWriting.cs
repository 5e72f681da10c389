namespace PingOneScenarios.Engine.Files;

/// <summary>How a report comes into its file.</summary>
public enum ReportWriting
{
    /// <summary>When it is whole.</summary>
    Whole,

    /// <summary>Line by line, for those who read along.</summary>
    AsItHappens,

    /// <summary>Behind what stands there.</summary>
    Appended,
}
