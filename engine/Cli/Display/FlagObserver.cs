using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Cli.Display;

/// <summary>Passes the events of runs on, their problems in the words of the command line.</summary>
internal sealed class FlagObserver(IRunObserver next) : IRunObserver
{
    public void Observe(RunEvent happened) =>
        next.Observe(
            happened switch
            {
                StepFinished finished => finished with { Problems = FlagWords.In(finished.Problems) },
                RunFinished finished => finished with
                {
                    Summary = finished.Summary with { Problems = FlagWords.In(finished.Summary.Problems) },
                },
                _ => happened,
            }
        );
}
