namespace PingOneScenarios.Engine.Tests.Execution.Journaling;

/// <summary>What may differ when a run goes on: what changes it, with what is said of that, and what only looks as if it did.</summary>
public sealed partial class ChangeTests
{
    private static readonly Dictionary<string, (Action<WrittenRun> Change, string[] Said)> Changes = new(StringComparer.Ordinal)
    {
        // The scenario itself.
        ["a title"] = (
            r => Edit(r, "test.yaml", "scenario: Test", "scenario: Other"),
            ["test.yaml was changed", "-    1 | scenario: Test"]
        ),
        ["a method"] = (r => Edit(r, "test.yaml", "GET <<api>>/close", "POST <<api>>/close"), ["+", "POST <<api>>/close"]),
        ["an address"] = (r => Edit(r, "test.yaml", "/close", "/closed"), ["/closed"]),
        ["a header"] = (r => Edit(r, "test.yaml", "Bearer <<token>>", "Basic <<token>>"), ["Basic <<token>>"]),
        ["a step less"] = (r => Edit(r, "test.yaml", "  - step: Load", "  - step: Unload"), ["Unload"]),
        ["a step more"] = (r => Append(r, "test.yaml", "\n  - step: More\n    request: GET <<api>>/more"), ["  - step: More"]),
        ["a finally"] = (r => Append(r, "test.yaml", "\nfinally:\n  - step: End\n    request: GET <<api>>/end"), ["finally:"]),
        ["an undo"] = (r => Edit(r, "test.yaml", "DELETE <<api>>/things/<<id>>", "DELETE <<api>>/other/<<id>>"), ["/other/<<id>>"]),
        ["an extraction"] = (r => Edit(r, "test.yaml", "id: $.id", "id: $.name"), ["$.name"]),
        ["a default"] = (r => Edit(r, "test.yaml", "default: plain", "default: fancy"), ["default: fancy"]),
        ["a var"] = (r => Edit(r, "test.yaml", "'tag-<<name>>'", "'tug-<<name>>'"), ["tug-"]),
        ["a comment"] = (r => Append(r, "test.yaml", "\n# a word\n"), ["# a word"]),
        ["a blank"] = (r => Append(r, "test.yaml", "\n \n"), ["test.yaml was changed"]),
        ["ends of lines"] = (
            r => r.Write("test.yaml", Scenario.Replace("\n", "\r\n", StringComparison.Ordinal)),
            ["test.yaml was changed"]
        ),
        ["a secret no more"] = (
            r => Edit(r, "test.yaml", "apiKey: { secret: true }", "apiKey: { default: x }"),
            ["apiKey: { default: x }"]
        ),
        ["a retry"] = (r => Append(r, "test.yaml", "\n    retry: 2"), ["retry: 2"]),
        ["a called file in place of another"] = (
            r => Edit(r, "test.yaml", "call: parts/ask.yaml", "call: parts/deeper.yaml"),
            ["ask.yaml is gone", "parts/deeper.yaml"]
        ),
        ["another obtained file"] = (
            r =>
            {
                r.Write("parts/other.yaml", Token);
                Edit(r, "test.yaml", "obtain: parts/token.yaml", "obtain: parts/other.yaml");
            },
            ["other.yaml is new", "token.yaml is gone"]
        ),
        ["a new include"] = (
            r => Append(r, "test.yaml", "\n  - step: More\n    call: parts/token.yaml\n    with: { api: <<api>> }"),
            ["test.yaml was changed"]
        ),
        ["a new file called"] = (
            r =>
            {
                r.Write("parts/new.yaml", Deeper);
                Append(r, "test.yaml", "\n  - step: More\n    call: parts/new.yaml\n    with: { api: <<api>> }");
            },
            ["new.yaml is new"]
        ),

        // What it includes.
        ["an obtained file"] = (r => Edit(r, "parts/token.yaml", "/token", "/tokens"), ["token.yaml was changed", "/tokens"]),
        ["an output"] = (r => Edit(r, "parts/token.yaml", "  token: <<token>>", "  token: 'x<<token>>'"), ["token.yaml was changed"]),
        ["a called file"] = (r => Edit(r, "parts/ask.yaml", "scenario: Ask", "scenario: Demand"), ["ask.yaml was changed"]),
        ["a file called by a called one"] = (r => Edit(r, "parts/deeper.yaml", "/ask", "/demand"), ["deeper.yaml was changed", "/demand"]),
        ["the called file is gone"] = (r => Delete(r, "parts/ask.yaml"), ["parts/ask.yaml"]),
        ["the obtained file is gone"] = (r => Delete(r, "parts/token.yaml"), ["parts/token.yaml"]),
        ["the deeper file is gone"] = (r => Delete(r, "parts/deeper.yaml"), ["deeper.yaml"]),
        ["the scenario is gone"] = (r => Delete(r, "test.yaml"), ["test.yaml"]),
        ["the called file is no scenario"] = (r => r.Write("parts/ask.yaml", "[]"), ["ask.yaml", "scenario"]),
        ["a called file leads back"] = (r => Edit(r, "parts/deeper.yaml", "request: GET <<api>>/ask", "call: ask.yaml"), ["ask.yaml"]),

        // What it sends.
        ["a body"] = (r => r.Write("body.json", """{ "a": 2 }"""), ["body.json was changed"]),
        ["a blank in a body"] = (r => r.Write("body.json", """{"a": 1 }"""), ["body.json was changed"]),
        ["an empty body"] = (r => r.Write("body.json", ""), ["body.json"]),
        ["a picture"] = (r => r.Write("picture.png", "another"), ["picture.png was changed"]),
        ["the body is gone"] = (r => Delete(r, "body.json"), ["body.json"]),
        ["the picture is gone"] = (r => Delete(r, "picture.png"), ["picture.png"]),
        ["another file is sent"] = (
            r =>
            {
                r.Write("other.json", """{ "a": 1 }""");
                Edit(r, "test.yaml", "file: body.json", "file: other.json");
            },
            ["other.json is new", "body.json is gone"]
        ),

        // What it is given.
        ["P1S_ of a text"] = (r => r.Variables["P1S_REGION"] = "ca", ["the input region was changed"]),
        ["P1S_ of a new input"] = (r => r.Variables["P1S_NAME"] = "fancy", ["the input name is new"]),
        ["P1S_ of a number"] = (r => r.Variables["P1S_COUNT"] = "3", ["the input count is new"]),
        ["P1S_ of a list"] = (r => r.Variables["P1S_ROWS"] = "[1]", ["the input rows is new"]),
        ["P1S_ of a wrong kind"] = (r => r.Variables["P1S_COUNT"] = "many", ["count"]),
        ["the environment file gives another"] = (
            r => Edit(r, "house.yaml", "tenant: one", "tenant: two"),
            ["the input tenant was changed"]
        ),
        ["the environment file gives one more"] = (
            r => Edit(r, "house.yaml", "tenant: one", "tenant: one, name: other"),
            ["the input name is new"]
        ),
        ["the environment file wins over P1S_ now"] = (
            r => Edit(r, "house.yaml", "tenant: one", "tenant: one, region: ca"),
            ["the input region was changed"]
        ),
        ["what was open is a secret now"] = (
            r =>
            {
                Edit(r, "house.yaml", "secrets:", "secrets:\n  region: { env: FAKE_KEY }");
                r.Variables["FAKE_KEY"] = "fake-other-key";
            },
            ["the input region is gone"]
        ),

        // What it may do.
        ["an origin more, of the environment"] = (
            r => Edit(r, "house.yaml", "allow: [", "allow: ['https://evil.example.com', "),
            ["it may contact https://evil.example.com"]
        ),
        ["an origin less, of the environment"] = (r => Edit(r, "house.yaml", "allow: ['https://one.example.com']\n", ""), ["may not now"]),
        ["an origin more, by hand"] = (r => r.Origins.Add("https://evil.example.com"), ["it may contact https://evil.example.com"]),
        ["another port"] = (r => r.Origins.Add("https://one.example.com:8443"), ["it may contact https://one.example.com:8443"]),
        ["an address more"] = (
            r => r.Variables["P1S_OTHER"] = "https://new.example.com",
            ["the input other is new", "it may contact https://new"]
        ),
        ["a private host more"] = (r => r.PrivateHosts.Add("db.example.com"), ["the host db.example.com may lead"]),
        ["a private host less"] = (
            r => Edit(r, "house.yaml", "private: [intranet.example.com]", "private: []"),
            ["intranet.example.com might"]
        ),
        ["a secret goes elsewhere"] = (
            r => Edit(r, "house.yaml", "to: ['https://one.example.com']", "to: ['https://two.example.com']"),
            ["the secret apiKey might go to https://one.example.com", "and may go to https://two.example.com now"]
        ),
        ["a secret goes further"] = (
            r => Edit(r, "house.yaml", "to: ['https://one.example.com']", "to: ['https://one.example.com', 'https://two.example.com']"),
            ["the secret apiKey might go to"]
        ),
        ["a secret goes anywhere"] = (
            r => Edit(r, "house.yaml", ", to: ['https://one.example.com']", ""),
            ["may go to every address that was given now"]
        ),
        ["another name of the environment"] = (
            r => Edit(r, "house.yaml", "environment: house", "environment: production"),
            ["the environment was called \"house\" when it began, and is called \"production\" now"]
        ),
        ["the environment is gone"] = (r => Delete(r, "house.yaml"), ["house.yaml"]),
        ["no environment"] = (r => r.Environment = null, ["the environment was called \"house\""]),
    };

    private static readonly Dictionary<string, Action<WrittenRun>> Twins = new(StringComparer.Ordinal)
    {
        ["nothing"] = _ => { },
        ["a rotated secret"] = r => r.Variables["FAKE_KEY"] = "fake-key-rotated",
        ["a secret that is empty"] = r => r.Variables["FAKE_KEY"] = "",
        ["a secret that is gone"] = r => r.Variables.Remove("FAKE_KEY"),
        ["a secret from a file"] = r =>
        {
            r.Write("key.txt", "fake-key-in-file");
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(Path.Combine(r.Folder, "key.txt"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
            Edit(r, "house.yaml", "env: FAKE_KEY", "file: key.txt");
        },
        ["a touched scenario"] = r => File.SetLastWriteTimeUtc(Path.Combine(r.Folder, "test.yaml"), DateTime.UtcNow.AddDays(1)),
        ["a touched body"] = r => File.SetLastWriteTimeUtc(Path.Combine(r.Folder, "body.json"), DateTime.UtcNow.AddDays(-9)),
        ["a scenario written anew"] = r => r.Write("test.yaml", Scenario),
        ["a body written anew"] = r => r.Write("body.json", """{ "a": 1 }"""),
        ["a comment in the environment"] = r => Append(r, "house.yaml", "\n# a word\n"),
        ["the environment in another order"] = r =>
            r.Write(
                "house.yaml",
                "private: [intranet.example.com]\n" + Environment.Replace("private: [intranet.example.com]", "", StringComparison.Ordinal)
            ),
        ["an origin allowed twice"] = r => r.Origins.Add("https://one.example.com/path"),
        ["a private host in capitals"] = r => r.PrivateHosts.Add("INTRANET.example.com"),
        ["a file nobody names"] = r => r.Write("parts/unused.yaml", "scenario: x"),
        ["a variable nobody reads"] = r => r.Variables["P1S_NOBODY"] = "x",
        ["a variable that is gone"] = r => r.Variables.Remove("P1S_REGION"),
        ["an input the environment wins over"] = r => r.Variables["P1S_TENANT"] = "two",
        ["a secret written twice"] = r =>
            Edit(r, "house.yaml", "to: ['https://one.example.com']", "to: ['https://one.example.com/a', 'https://one.example.com']"),
        ["a secret that nobody reads"] = r => Edit(r, "house.yaml", "secrets:", "secrets:\n  unread: { env: FAKE_KEY }"),
        ["the body through a link"] = r =>
        {
            if (OperatingSystem.IsWindows())
                return;
            File.Move(Path.Combine(r.Folder, "picture.png"), Path.Combine(r.Folder, "kept.png"));
            File.Copy(Path.Combine(r.Folder, "kept.png"), Path.Combine(r.Folder, "picture.png"));
        },
    };
}
