using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Entities;

namespace PingOneScenarios.Emulator.Flows;

/// <summary>A type of action of a sign-on policy: its members, when it is satisfied, how a flow enters it.</summary>
/// <param name="Type">Such as <c>LOGIN</c>.</param>
/// <param name="Enter">The flow in the status that asks the user for something, or failed.</param>
internal sealed record SignOnKind(string Type, Func<Call, Flow, Entity, Flow> Enter)
{
    /// <summary>The members of the action's body beside those all have.</summary>
    public ImmutableArray<Field> Fields { get; init; } = [];

    /// <summary>Rules of the body beyond its members; told by the reader.</summary>
    public Action<Call, JsonObject, PropertyReader>? Check { get; init; }

    /// <summary>It proves that the user is who is named, so that identifier first asks for no password before it.</summary>
    public bool Proves { get; init; }

    /// <summary>A step no request can put into a policy.</summary>
    public bool IsInternal { get; init; }

    /// <summary>It is about somebody who is known; a flow that knows nobody asks for the username first.</summary>
    public bool NeedsUser { get; init; }

    /// <summary>It makes out who the user is; without a user it cannot be passed over.</summary>
    public bool FindsUser { get; init; }

    /// <summary>A session in which it was done need not do it again.</summary>
    public bool Lasts { get; init; }

    /// <summary>Nothing is to be asked; must have no effect. Null never says so.</summary>
    public Func<Call, Flow, Entity, bool>? IsDone { get; init; }

    /// <summary>What has happened elsewhere since takes the flow on when it is read, such as a push that was approved; null leaves it.</summary>
    public Func<Call, Flow, Answer?>? Settle { get; init; }

    /// <summary>Further members of a flow that stands at the action, in <c>_embedded</c> or beside it.</summary>
    public Action<Call, Flow, JsonObject>? Show { get; init; }
}
