using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Cli.Journals;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Reference;

namespace PingOneScenarios.Cli.Commands;

/// <summary>The options by which an operator gives a scenario what it asks for; the same for every command that binds inputs.</summary>
/// <param name="terminal">Answers for variables and prompts.</param>
/// <param name="commandLine">As it was written.</param>
/// <param name="mayRepeatEnvironment">Whether the command runs its scenarios against several environments.</param>
internal sealed class OperatorOptions(Terminal terminal, CommandLine commandLine, bool mayRepeatEnvironment = false)
{
    private const string Local = "emulator";

    private readonly SecretSources secrets = Workspace.NewSecretSources();
    private readonly Option<bool> emulator = new("--emulator")
    {
        Description = "Run against a local PingOne that lives as long as the run. Same as --environment emulator.",
    };
    private readonly Option<string[]> environment = new("--environment", "-e")
    {
        Description =
            "An environment file, or a built-in environment: emulator, or a PingOne region (na, ca, eu, au, sg, ap)."
            + (mayRepeatEnvironment ? " May be repeated; then each scenario is run against each, with secrets from its file alone." : ""),
        Arity = mayRepeatEnvironment ? ArgumentArity.OneOrMore : ArgumentArity.ExactlyOne,
        CustomParser = written => [.. written.Tokens.Select(t => t.Value)],
        HelpName = "file or name",
    };
    private readonly Option<string[]> set = new("--set", "-s")
    {
        Description = "Give an input its value. May be repeated.",
        HelpName = "name=value",
    };
    private readonly Option<string[]> allowOrigin = new("--allow-origin")
    {
        Description = "Let the run contact this origin too. May be repeated.",
        HelpName = "https://host",
    };
    private readonly Option<string[]> allowPrivate = new("--allow-private")
    {
        Description = "Let this host lead into a network of your own. May be repeated.",
        HelpName = "host",
    };

    private readonly BudgetOptions budgets = new();

    public void AddTo(Command command)
    {
        command.Add(emulator);
        command.Add(environment);
        command.Add(set);
        command.Add(allowOrigin);
        command.Add(allowPrivate);
        budgets.AddTo(command);
        command.Validators.Add(FindConflicts);
        set.Validators.Add(FindUnassigned);
        environment.CompletionSources.Add(_ => LanguageReference.EnvironmentNames.Select(n => new CompletionItem(n)));
    }

    /// <summary>Whether an option is on the command line, not only its default.</summary>
    public static bool IsWritten(CommandResult result, Option option) => result.GetResult(option) is { Implicit: false };

    /// <summary>Each environment that is named, in order; null alone stands for none.</summary>
    public ImmutableArray<string?> EnvironmentsOf(ParseResult parsed) => EnvironmentsOf(parsed.CommandResult);

    /// <summary>Whether everything goes to the local PingOne.</summary>
    public bool IsLocal(ParseResult parsed) => EnvironmentsOf(parsed).All(e => e == Local);

    /// <summary>Whether the local PingOne is asked for, perhaps among other environments.</summary>
    public bool NeedsLocal(CommandResult result) => EnvironmentsOf(result).Contains(Local);

    /// <summary>Whether an environment is named that is not the local PingOne.</summary>
    public bool IsRemote(ParseResult parsed) => EnvironmentsOf(parsed).Any(e => e is not (null or Local));

    /// <summary>Secrets that stand in files are read anew.</summary>
    public void ForgetFiles() => secrets.ForgetFiles();

    /// <param name="parsed">The command line.</param>
    /// <param name="local">The local PingOne; null when it is not asked for.</param>
    public RunSettings Settings(ParseResult parsed, LocalPingOne? local) =>
        new()
        {
            PlaceOf = commandLine.SpanOf,
            Words = FlagWords.In,
            Names = new GiftNames(
                set.Name,
                allowOrigin.Name,
                allowPrivate.Name,
                budgets.StepsName,
                budgets.TimeName,
                budgets.SecretBitsName
            )
            {
                Answers = budgets.AnswerName,
            },
            Operator = terminal,
            Secrets = secrets,
            OwnFiles = new JournalPlaces(terminal.Variable).All,
            Budgets = budgets.Of(parsed),
            Environment = local is null ? parsed.GetValue(environment)?.FirstOrDefault() : null,
            LocalPingOne = local,
            Inputs = [.. (parsed.GetValue(set) ?? []).Select(CommandLine.Set).OfType<KeyValuePair<string, string>>()],
            AllowOrigins = [.. parsed.GetValue(allowOrigin) ?? []],
            AllowPrivate = [.. parsed.GetValue(allowPrivate) ?? []],
        };

    /// <summary>The same for one of several environments.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="local">The local PingOne; null when it is not asked for.</param>
    /// <param name="name">One of <see cref="EnvironmentsOf(ParseResult)"/>.</param>
    public RunSettings SettingsFor(ParseResult parsed, LocalPingOne? local, string? name) =>
        Settings(parsed, name == Local ? local : null) with
        {
            Environment = name == Local ? null : name,
            IsOneOfSeveral = EnvironmentsOf(parsed).Length > 1,
        };

    private ImmutableArray<string?> EnvironmentsOf(CommandResult result) =>
        result.GetValue(emulator) ? [Local]
        : result.GetValue(environment) is { Length: > 0 } named ? [.. named]
        : [null];

    private void FindConflicts(CommandResult result)
    {
        if (
            result.GetResult(environment)?.Tokens.GroupBy(t => t.Value).FirstOrDefault(g => g.Count() > 1) is { } twice
            && mayRepeatEnvironment
        )
            result.AddError($"--environment names {twice.Key} twice: each scenario is run once against each environment");
        if (IsWritten(result, emulator) && IsWritten(result, environment))
            result.AddError("--emulator and --environment exclude each other: one of them says where the run goes");
    }

    public static void FindUnassigned(OptionResult result)
    {
        if (result.Tokens.Any(t => CommandLine.Set(t.Value) is null))
            result.AddError("--set takes name=value, for example --set count=3");
    }
}
