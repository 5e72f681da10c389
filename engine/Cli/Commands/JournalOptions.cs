using System.CommandLine;
using System.CommandLine.Parsing;
using PingOneScenarios.Cli.Journals;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Cli.Commands;

/// <summary>The options that say whether runs are written down, where, and how much of them.</summary>
internal sealed class JournalOptions
{
    private const int UsualBody = 64 << 10;

    private readonly Option<string?> journal = JournalOption.Create(
        "Write the run down in this file, so that p1s resume can go on with it; ~/.local/state/p1s/runs.db if not given."
    );
    private readonly Option<bool> none = new("--no-journal")
    {
        Description = "Do not write the run down. It is where an environment is named, unless CI is set or --emulator is given.",
    };
    private readonly Option<bool> require = new("--require-journal") { Description = "Do not begin when the run cannot be written down." };
    private readonly Option<string> secrets = ChoiceOption.Create(
        "--journal-secrets",
        "Whether secrets are written down with the run, encrypted; without them a resume obtains or asks for them again.",
        "sealed",
        "none"
    );
    private readonly Option<int?> bodies = new("--journal-bodies")
    {
        Description = "How large a body may be that is written down whole; 64KB if not given.",
        DefaultValueFactory = _ => UsualBody,
        CustomParser = ReadBodies,
        HelpName = "512KB|all|none",
    };

    public void AddTo(Command command)
    {
        command.Add(journal);
        command.Add(none);
        command.Add(require);
        command.Add(secrets);
        command.Add(bodies);
        command.Validators.Add(FindConflicts);
    }

    public JournalWish Of(ParseResult parsed) =>
        new()
        {
            Path = parsed.GetValue(journal),
            IsRefused = parsed.GetValue(none),
            IsRequired = parsed.GetValue(require),
            WithholdsSecrets = parsed.GetValue(secrets) == "none",
            LargestBody = parsed.GetValue(bodies),
        };

    private void FindConflicts(CommandResult result)
    {
        if (!OperatorOptions.IsWritten(result, none))
            return;
        foreach (var other in (Option[])[journal, require, secrets, bodies])
        {
            if (OperatorOptions.IsWritten(result, other))
                result.AddError($"--no-journal and {other.Name} exclude each other");
        }
    }

    private static int? ReadBodies(ArgumentResult written)
    {
        switch (written.Tokens[0].Value)
        {
            case "all":
                return null;
            case "none":
                return 0;
            case var text when SizeText.TryParse(text, out var bytes):
                return bytes;
            case var text:
                written.AddError($"--journal-bodies takes a size from 1KB to 1GB, for example 64KB, or all, or none, this is \"{text}\"");
                return null;
        }
    }
}
