using static PingOneScenarios.Engine.Language.Shapes;

namespace PingOneScenarios.Engine.Language;

/// <summary>Every key of an environment file, by the place where it is allowed.</summary>
internal static class EnvironmentKeys
{
    /// <summary>The ways most secrets are given.</summary>
    public const string Ways = "{ env: SOME_VARIABLE }, { file: path }, { command: [program, argument] } or { prompt: true }";

    /// <summary>The keys that say where a secret comes from.</summary>
    public static readonly OneOfRule Sources = new(["env", "file", "prompt", "stdin", "command"])
    {
        Lack = new("the secret \"%name\" has no source", $"write %name: {Ways}"),
        Conflict = new("the secret \"%name\" has more than one source, \"%first\" is there already", "keep one of them"),
    };

    public static readonly TableShape Secret = new(
        "secret",
        "a secret",
        [
            new("env", "The process environment variable that holds it.", Literal, "env: PINGONE_WORKER_SECRET"),
            new(
                "file",
                "The file that holds it, relative to the environment file; nobody but you may read it (mode 0600).",
                Literal,
                "file: worker-secret.txt"
            ),
            new("prompt", "true asks for it on the terminal.", Flag, "prompt: true"),
            new("stdin", "true takes all of standard input; one secret only can.", Flag, "stdin: true"),
            new(
                "command",
                "A program and its arguments; what it prints is the secret. It is started without a shell and found on the PATH, "
                    + "or relative to the environment file when its name holds a slash.",
                new ListShape(Literal) { IsFilled = true },
                "command: [vault, kv, get, -field=secret, secret/p1s]"
            ),
            new("to", "The only origins it may be sent to.", new ListShape(Literal), "to: [https://auth.pingone.eu]")
            {
                Otherwise = "the origins of the addresses among the inputs",
            },
        ]
    )
    {
        Rules = [Sources],
    };

    private static readonly RuleWords Proof = new(null, null, "a client proves with its key that the certificate is its own");

    /// <summary>Of a password there is nowhere it could be sent to.</summary>
    public static readonly TableShape Password = new("password", "a password", [.. Secret.Rows.Where(r => r.Name != "to")])
    {
        Rules = [Sources],
    };

    public static readonly TableShape Tls = new(
        "tls",
        "tls",
        [
            new("ca", "Certificates in PEM that are trusted beside those of the system.", Literal, "ca: company-ca.pem"),
            new(
                "certificate",
                "The client certificate in PEM, with those between it and its root behind it; shown to servers that ask for one.",
                Literal,
                "certificate: client.pem"
            ),
            new(
                "key",
                "Its private key in PEM, encrypted or not; nobody but you may read the file (mode 0600).",
                Literal,
                "key: client-key.pem"
            ),
            new(
                "pkcs12",
                "Client certificate, private key and the certificates behind them in one file of PKCS#12 (.p12, .pfx), in the place of "
                    + "certificate and key; nobody but you may read the file (mode 0600).",
                Literal,
                "pkcs12: client.p12"
            ),
            new(
                "password",
                "Where the password of pkcs12 or of an encrypted key comes from, as a secret does; it is never written into this file.",
                Password,
                "password: { env: CLIENT_P12_PASSWORD }"
            ),
        ]
    )
    {
        Rules =
        [
            new NeedsRule("certificate", "key") { Lack = Proof },
            new NeedsRule("key", "certificate") { Lack = Proof },
            new AtMostOneRule(["certificate", "pkcs12"]),
        ],
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
            new(
                "tls",
                "Whom to trust and who to be in TLS, files relative to this one. Certificates are always checked; nothing turns that off.",
                Tls,
                "tls: { ca: company-ca.pem, certificate: client.pem, key: client-key.pem }"
            ),
            new(
                "http",
                "1.1 has every request sent over HTTP/1.1, 2 over HTTP/2 alone: with https when the server agrees to it, with http from the "
                    + "first byte (prior knowledge, h2c).",
                new ChoiceShape(["1.1", "2"]),
                "http: \"1.1\""
            )
            {
                Otherwise = "HTTP/2 where a server offers it in TLS, HTTP/1.1 everywhere else",
            },
        ]
    );
}
