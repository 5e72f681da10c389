using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Grants;

/// <summary>A way to get tokens.</summary>
/// <param name="Type">The <c>grant_type</c> of the token request.</param>
/// <param name="Enables">The word among an application's <c>grantTypes</c> that allows it.</param>
/// <param name="Issue">Gives the tokens, to a client that has proved itself and may use the grant.</param>
internal sealed record Grant(string Type, string Enables, Func<Call, Form, Application, Answer> Issue);
