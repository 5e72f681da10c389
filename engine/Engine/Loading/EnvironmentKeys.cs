using static PingOneScenarios.Engine.Loading.Shapes;

namespace PingOneScenarios.Engine.Loading;

/// <summary>Every key of an environment file, by the place where it is allowed.</summary>
internal static class EnvironmentKeys
{
    public static readonly TableShape Secret = new(
        "secret",
        "a secret",
        [
            new("env", "The process environment variable that holds it.", Literal, "env: PINGONE_WORKER_SECRET"),
            new("file", "The file that holds it, relative to the environment file.", Literal, "file: worker-secret.txt"),
            new("prompt", "true asks for it on the terminal.", Flag, "prompt: true"),
            new("to", "The only origins it may be sent to.", new ListShape(Literal), "to: [https://auth.pingone.eu]")
            {
                Otherwise = "the origins of the addresses among the inputs",
            },
        ]
    )
    {
        Rules = [new OneOfRule(["env", "file", "prompt"])],
    };

    public static readonly TableShape Environment = new(
        "environment",
        "an environment",
        [
            new("environment", "Its name.", Literal, "environment: my-tenant") { IsRequired = true },
            new(
                "inputs",
                "Values of inputs; a run may contact the origins of the addresses among them.",
                new MapShape(Any),
                "inputs: { apiPath: https://api.pingone.eu/v1, envID: 5d0a1b5e-3c1f-4b0c-9d3e-2f4a6b8c0d1e }"
            ),
            new(
                "secrets",
                "Where secret inputs come from. A secret is never written into this file.",
                new MapShape(Secret),
                "secrets: { workerClientSecret: { env: PINGONE_WORKER_SECRET } }"
            ),
            new(
                "allow",
                "Origins a run may contact beyond those of the inputs.",
                new ListShape(Literal),
                "allow: [https://hooks.example.com]"
            ),
            new(
                "private",
                "Hosts that stand in a network of your own; no other host may lead to private addresses.",
                new ListShape(Literal),
                "private: [sso.example.internal]"
            ),
        ]
    );
}
