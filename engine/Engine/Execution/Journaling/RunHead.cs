using System.Collections.Immutable;
using System.Text.Json;
using PingOneScenarios.Engine.Trust;

namespace PingOneScenarios.Engine.Execution.Journaling;

/// <summary>What a run began with, as its first row says: enough to bind the same scenario again, and to see whether it is still the same.</summary>
internal sealed record RunHead
{
    /// <summary>Of the scenario.</summary>
    public required string Title { get; init; }

    /// <summary>Of its file, as it was named.</summary>
    public required string Path { get; init; }

    /// <summary>The folder it was named in.</summary>
    public required string Folder { get; init; }

    /// <summary>A file or a built-in environment, as it was named; null for none.</summary>
    public string? Environment { get; init; }

    /// <summary>Whether its text came through a pipe, so that <see cref="Texts"/> alone has it; it is the first of them.</summary>
    public bool IsPiped { get; init; }

    /// <summary>Whether it ran on a local PingOne that is gone with its process.</summary>
    public bool IsLocal { get; init; }

    /// <summary>Values of inputs that were given one by one, as text; without secrets when those are withheld.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Set { get; init; } = [];

    public ImmutableArray<string> AllowOrigins { get; init; } = [];

    public ImmutableArray<string> AllowPrivate { get; init; } = [];

    public UndoPolicy Undo { get; init; }

    public bool AllowEmpty { get; init; }

    public Budgets Budgets { get; init; } = Budgets.Usual;

    /// <summary>The texts of the scenario and of all it includes, by canonical path.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Texts { get; init; } = [];

    /// <summary>SHA-256 of the files it sends, by canonical path.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Sent { get; init; } = [];

    /// <summary>Every input that was given, from wherever, as text; without secrets when those are withheld.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Given { get; init; } = [];

    /// <inheritdoc cref="RunJournal.WithholdsSecrets"/>
    public bool WithholdsSecrets { get; init; }

    /// <inheritdoc cref="RunJournal.LargestBody"/>
    public int? LargestBody { get; init; }

    /// <summary>Digests of the inputs that were given and are no secrets, by name; only who has the key of the journal can make them.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Inputs { get; init; } = [];

    /// <summary>What the run may contact.</summary>
    public ImmutableArray<string> Origins { get; init; } = [];

    /// <summary>The hosts that may lead into the operator's own network.</summary>
    public ImmutableArray<string> PrivateHosts { get; init; } = [];

    /// <summary>Where secrets that were given may go, by name; without a place for one that may go wherever the operator's addresses lead.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Destinations { get; init; } = [];

    /// <summary>What the environment calls itself.</summary>
    public string EnvironmentName { get; init; } = "";

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("title", Title);
        json.WriteString("path", Path);
        json.WriteString("folder", Folder);
        if (Environment is not null)
            json.WriteString("environment", Environment);
        json.WriteBoolean("piped", IsPiped);
        json.WriteBoolean("local", IsLocal);
        Write(json, "set", Set);
        Write(json, "allowOrigins", AllowOrigins);
        Write(json, "allowPrivate", AllowPrivate);
        json.WriteString("undo", Undo.ToString());
        json.WriteBoolean("allowEmpty", AllowEmpty);
        json.WriteNumber("steps", Budgets.Steps);
        json.WriteNumber("secretBits", Budgets.SecretBits);
        json.WriteNumber("largestAnswer", Budgets.LargestAnswer);
        json.WriteNumber("time", Budgets.Time.Ticks);
        Write(json, "texts", Texts);
        Write(json, "sent", Sent);
        json.WriteBoolean("withholdsSecrets", WithholdsSecrets);
        if (LargestBody is { } most)
            json.WriteNumber("largestBody", most);
        Write(json, "given", Given);
        Write(json, "inputs", Inputs);
        Write(json, "origins", Origins);
        Write(json, "privateHosts", PrivateHosts);
        Write(json, "destinations", Destinations);
        json.WriteString("environmentName", EnvironmentName);
        json.WriteEndObject();
    }

    public static RunHead Read(JsonElement json) =>
        new()
        {
            Title = Text(json, "title"),
            Path = Text(json, "path"),
            Folder = Text(json, "folder"),
            Environment = json.TryGetProperty("environment", out var environment) ? environment.GetString() : null,
            IsPiped = json.GetProperty("piped").GetBoolean(),
            IsLocal = json.GetProperty("local").GetBoolean(),
            Set = Pairs(json, "set"),
            AllowOrigins = ListOf(json, "allowOrigins"),
            AllowPrivate = ListOf(json, "allowPrivate"),
            Undo = Enum.Parse<UndoPolicy>(Text(json, "undo")),
            AllowEmpty = json.GetProperty("allowEmpty").GetBoolean(),
            Budgets = new Budgets
            {
                Steps = json.GetProperty("steps").GetInt32(),
                SecretBits = json.GetProperty("secretBits").GetInt32(),
                LargestAnswer = json.GetProperty("largestAnswer").GetInt32(),
                Time = TimeSpan.FromTicks(json.GetProperty("time").GetInt64()),
            },
            Texts = Pairs(json, "texts"),
            Sent = Pairs(json, "sent"),
            WithholdsSecrets = json.GetProperty("withholdsSecrets").GetBoolean(),
            LargestBody = json.TryGetProperty("largestBody", out var most) ? most.GetInt32() : null,
            Given = Pairs(json, "given"),
            Inputs = Pairs(json, "inputs"),
            Origins = ListOf(json, "origins"),
            PrivateHosts = ListOf(json, "privateHosts"),
            Destinations = Pairs(json, "destinations"),
            EnvironmentName = Text(json, "environmentName"),
        };

    private static void Write(Utf8JsonWriter json, string member, ImmutableArray<KeyValuePair<string, string>> pairs)
    {
        json.WriteStartArray(member);
        foreach (var (name, value) in pairs)
        {
            StateValueWriter.WriteText(json, name);
            StateValueWriter.WriteText(json, value);
        }
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string member, ImmutableArray<string> texts)
    {
        json.WriteStartArray(member);
        foreach (var text in texts)
            StateValueWriter.WriteText(json, text);
        json.WriteEndArray();
    }

    private static ImmutableArray<KeyValuePair<string, string>> Pairs(JsonElement json, string member) =>
        [.. ListOf(json, member).Chunk(2).Select(pair => KeyValuePair.Create(pair[0], pair[1]))];

    private static ImmutableArray<string> ListOf(JsonElement json, string member) =>
        [.. json.GetProperty(member).EnumerateArray().Select(StateValueReader.ReadText)];

    private static string Text(JsonElement json, string member) => StateValueReader.ReadText(json.GetProperty(member));
}
