using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Cli.Display;

/// <summary>What shows the runs of a command on the terminal.</summary>
internal interface IRunDisplay : IRunObserver
{
    /// <summary>Whether it shows what happens at the moment, and so may hear several runs at the same time.</summary>
    bool IsLive { get; }

    /// <summary>Leaves the terminal to somebody else: what is drawn over goes, and nothing is drawn until the next event.</summary>
    void Rest();

    /// <summary>Nothing more will happen.</summary>
    void Finish();
}
