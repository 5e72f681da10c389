namespace PingOneScenarios.Engine.Events;

/// <content>What somebody is asked goes the same way out.</content>
internal sealed partial class RedactingObserver
{
    public StepPlace Cover(StepPlace place) => Redact(place);

    public StepPause Cover(StepPause pause) =>
        pause with
        {
            Step = Redact(pause.Step),
            Finished = pause.Finished is null ? null : Redact(pause.Finished),
            Request = pause.Request is null ? null : Redact(pause.Request),
            Call = Redact(pause.Call),
            Problems = Redact(pause.Problems),
            Variables = [.. pause.Variables.Select(Redact)],
            Objection = pause.Objection is null ? null : mask.Apply(pause.Objection),
        };

    private ShownVariable Redact(ShownVariable variable) =>
        new(
            mask.Apply(variable.Name),
            variable.Text is null ? null : mask.Apply(variable.Text),
            variable.IsSecret,
            mask.Apply(variable.Origin)
        );
}
