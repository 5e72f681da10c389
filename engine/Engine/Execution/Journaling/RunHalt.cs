namespace PingOneScenarios.Engine.Execution.Journaling;

/// <summary>Why a run stops where it stands, without <c>finally</c> and undo: it is not over.</summary>
internal enum RunHalt
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>It waits until somebody says what became of a request.</summary>
    Waiting,

    /// <summary>Another process goes on with it.</summary>
    Lost,
}
