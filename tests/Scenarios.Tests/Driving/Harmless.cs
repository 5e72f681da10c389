namespace PingOneScenarios.Scenarios.Tests.Driving;

/// <summary>Changes of an answer that nothing in a scenario could care about, each rule with its reason.</summary>
internal static class Harmless
{
    /// <summary>What a signature is verified with (RFC 7517, RFC 7518); the whole key set is handed on.</summary>
    private static readonly string[] KeyMembers = ["keys", "kty", "kid", "n", "e"];

    private static readonly (string Reason, Func<Lie, StepTexts, bool> Applies)[] Rules =
    [
        (
            "what a step neither sends nor names is the server's own affair: links, times, settings it was not asked for",
            (l, texts) => l.IsMember && Names(l).Any(n => !texts.Names(l.To.Step, n) && !IsOfKey(l, n))
        ),
        (
            "a header that neither a step nor the cookies need says nothing; a body shows by itself that it is JSON",
            (l, _) => l.Kind == "header" && l.At is not ("location" or "set-cookie")
        ),
        ("a description is for people", (l, _) => Names(l).Contains("description")),
        (
            "where an environment has its sign-on page is its own setting",
            (l, _) =>
                l.Place == "location to another host"
                && l.To.Step is "Send an authorize request" or "Send the authorize request" or "Start the device flow"
        ),
        (
            "what kinds of resources the audit names beside the one asked for is not documented",
            (l, _) =>
                l.To.Step.StartsWith("View the consent history", StringComparison.Ordinal)
                && l.At.Contains("resources.0", StringComparison.Ordinal)
        ),
        (
            "the name of the application is shown to people who register",
            (l, _) => IsAt(l, "Register a new user", "$._embedded.application")
        ),
        (
            "where an environment says that a user is signed off is its own setting, and the session has ended whatever the browser keeps",
            (l, _) => l.To.Step == "Sign the user off" && l.Kind == "header"
        ),
        (
            "an error beside the one that is looked for is an error as well",
            (l, _) => IsAt(l, "See that nobody is signed on", "location with an error beside the rest")
        ),
        (
            "a code that another takes the place of is compared and not used",
            (l, _) => l.To.Step == "Wait for the newest code" && l.At == "$.messages.0.code" && l.Kind == "other"
        ),
        (
            "any lifetime above nothing will do for one run",
            (l, _) => IsAt(l, "Get a worker access token", "$.expires_in") && l.Kind == "other"
        ),
        ("an image has one rendition, whatever its id", (l, _) => l.At == "$.targets.original.id"),
        (
            "of the ids of imported users only the number is used; undo has no answer to compare them with",
            (l, _) => IsAt(l, "Import a user", "$.id") && l.Kind == "other"
        ),
        (
            "of a list in which one is looked for the others do not count",
            (l, texts) =>
                texts.Looks(l.To.Step)
                && l.At.StartsWith("$._embedded.", StringComparison.Ordinal)
                && l.At.Contains(".0", StringComparison.Ordinal)
        ),
        (
            "of the devices of a flow the one that is asked stands first, and others may follow",
            (l, _) => l.To.Step == "Check the one-time code sent by SMS" && l.At is "$._embedded.devices" or "$._embedded.devices.0.type"
        ),
        ("a status that a step takes beside others is as good", (l, texts) => l.Kind == "status" && texts.Takes(l.To.Step, l.Place)),
        (
            "the name of the application is shown to people who sign on",
            (l, _) => l.At.StartsWith("$._embedded.application", StringComparison.Ordinal)
        ),
        (
            "a message is for people, and so is where they type the code of a device",
            (l, _) => l.Kind == "other" && (l.At.Contains("innerError", StringComparison.Ordinal) || l.At == "$.verification_uri")
        ),
        ("of an address for others only the beginning is known", (l, _) => l.Kind == "other" && l.At is "$.resumeUrl" or "$.keyUri"),
        (
            "nobody resumes the flow of a device, so that its last cookie is of no use",
            (l, _) => l.To.Step == "Consent to the device" && l.At == "set-cookie"
        ),
        ("an image is shown from where the server says it is", (l, _) => l.At == "$.targets.original.href" && l.Kind == "other"),
        (
            "of the id of a grant only undo makes use, which has no answer to compare it with",
            (l, _) =>
                l.At == "$.id"
                && l.Kind == "other"
                && l.To.Step is "Create the application's resource access grant" or "Grant the scope to the application"
        ),
        (
            "a value of the right shape that only leaves the scenario is for its caller to judge",
            (l, texts) =>
                l.Kind is "other" or "token"
                && texts.IsExtracted(l.To.Step, l.At)
                && !texts.IsHandedOn(l.To.Step, l.At)
                && l.At != "$.id_token"
        ),
    ];

    public static bool Applies(Lie lie, StepTexts texts) => Rules.Any(r => r.Applies(lie, texts));

    private static bool IsAt(Lie lie, string step, string place) => lie.To.Step == step && lie.Place == place;

    private static bool IsOfKey(Lie lie, string name) => lie.At.StartsWith("$.keys", StringComparison.Ordinal) && KeyMembers.Contains(name);

    // A place in a list has no name.
    private static IEnumerable<string> Names(Lie lie) => lie.IsMember ? lie.At.Split('.').Skip(1).Where(n => n != "0") : [];
}
